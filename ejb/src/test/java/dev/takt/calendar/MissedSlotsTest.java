package dev.takt.calendar;

import static dev.takt.calendar.Slots.UTC;
import static dev.takt.calendar.Slots.instant;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.calendar.SkippedSlots.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An hourly schedule whose slots are at 08:00, 09:00 ...; most tests look at it at 11:30, four slots late. */
class MissedSlotsTest {
    private static final Recurrence HOURLY = Recurrence.every(Duration.ofHours(1));
    private static final Instant NOW = hour("11:30");

    @Test
    void everyMissedSlotRunsInOrderWhenCatchUpIsOn() {
        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, catchUp(1000), 10);

        assertEquals(List.of("08:00", "09:00", "10:00", "11:00"), runs(plan));
        assertEquals(at("12:00", -5), plan.after());
        assertEquals(List.of(), plan.skipped());
    }

    @Test
    void aCallRunsAtMostMaxRunsAndTheNextOneGoesOn() {
        DuePlan first = MissedSlots.plan(at("08:00", -1), NOW, catchUp(1000), 3);
        DuePlan second = MissedSlots.plan(first.after(), NOW, catchUp(1000), 3);

        assertEquals(List.of("08:00", "09:00", "10:00"), runs(first));
        assertEquals(at("11:00", -4), first.after());
        assertEquals(List.of("11:00"), runs(second));
        assertEquals(at("12:00", -5), second.after());
    }

    @Test
    void aSlotIsDueAtTheVeryInstant() {
        assertEquals(List.of("12:00"), runs(MissedSlots.plan(at("12:00", -1), hour("12:00"), catchUp(1000), 1)));
    }

    @Test
    void nothingIsPlannedBeforeTheSlot() {
        Position position = at("12:00", -1);

        assertEquals(DuePlan.nothing(position), MissedSlots.plan(position, NOW, catchUp(1000), 1));
    }

    @Test
    void nothingIsPlannedWithoutRepeats() {
        Position position = at("08:00", 0);

        assertEquals(DuePlan.nothing(position), MissedSlots.plan(position, NOW, catchUp(1000), 1));
        assertEquals(
                DuePlan.nothing(position), MissedSlots.skip(position, NOW, catchUp(1000), SkippedSlots.Reason.MISSED));
    }

    @Test
    void aMissedSlotRunsOnceWhenCatchUpIsOff() {
        DuePlan plan = MissedSlots.plan(at("08:00", 5), NOW, catchUpOff(), 10);

        assertEquals(List.of("08:00"), runs(plan));
        assertEquals(at("12:00", 4), plan.after());
        assertEquals(List.of(), plan.skipped());
    }

    @Test
    void withCatchUpOffTheNextSlotFollowsTheMonthEndsOfTheBacklog() {
        Position position = new Position(slot("2024-01-31T10:00:00Z"), -1);
        DueRules rules = new DueRules(Recurrence.monthly(UTC, null), null, false, 1000, null);

        DuePlan plan = MissedSlots.plan(position, instant("2024-05-15T00:00:00Z"), rules, 1);

        assertEquals(new Position(slot("2024-05-29T10:00:00Z"), -2), plan.after());
    }

    @Test
    void theOldestSurplusOverTheLimitIsSkippedAtOnce() {
        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, catchUp(2), 1);

        assertEquals(List.of("10:00"), runs(plan));
        assertEquals(List.of(skipped("08:00", "09:00", 2, Reason.CATCH_UP_LIMIT)), plan.skipped());
        assertEquals(at("11:00", -2), plan.after());
        assertEquals(
                List.of(), MissedSlots.plan(plan.after(), NOW, catchUp(2), 1).skipped());
    }

    @Test
    void asManySlotsAsTheLimitAreNoSurplus() {
        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, catchUp(4), 10);

        assertEquals(4, plan.run().size());
        assertEquals(List.of(), plan.skipped());
    }

    @Test
    void nothingIsSkippedIfTheRepeatsEndWithinTheLimit() {
        DuePlan plan = MissedSlots.plan(at("08:00", 2), NOW, catchUp(2), 10);

        assertEquals(List.of("08:00", "09:00"), runs(plan));
        assertEquals(at("10:00", 0), plan.after());
        assertEquals(List.of(), plan.skipped());
    }

    @Test
    void skippedSlotsTakeNoRepeats() {
        DuePlan plan = MissedSlots.plan(at("08:00", 3), NOW, catchUp(2), 10);

        assertEquals(List.of("10:00", "11:00"), runs(plan));
        assertEquals(at("12:00", 1), plan.after());
    }

    @Test
    void theSlotOfTheLastRepeatStillMovesOn() {
        DuePlan plan = MissedSlots.plan(at("08:00", 1), NOW, catchUp(1000), 10);

        assertEquals(List.of("08:00"), runs(plan));
        assertEquals(at("09:00", 0), plan.after());
    }

    @Test
    void slotsThatWouldStartTooLateAreSkipped() {
        DuePlan plan = MissedSlots.plan(at("08:00", 5), NOW, inTime(true, "PT90M"), 10);

        assertEquals(List.of("10:00", "11:00"), runs(plan));
        assertEquals(List.of(skipped("08:00", "09:00", 2, Reason.TOO_LATE)), plan.skipped());
        assertEquals(at("12:00", 3), plan.after());
    }

    @Test
    void withCatchUpOffTheOneRunIsForTheFirstSlotThatIsNotTooLate() {
        DuePlan plan = MissedSlots.plan(at("08:00", 5), NOW, inTime(false, "PT90M"), 10);

        assertEquals(List.of("10:00"), runs(plan));
        assertEquals(List.of(skipped("08:00", "09:00", 2, Reason.TOO_LATE)), plan.skipped());
        assertEquals(at("12:00", 4), plan.after());
    }

    @Test
    void ifAllSlotsAreTooLateNoneRunsAndTheRepeatsStay() {
        for (boolean catchUp : List.of(true, false)) {
            DuePlan plan = MissedSlots.plan(at("08:00", 5), NOW, inTime(catchUp, "PT10M"), 10);

            assertEquals(List.of(), plan.run());
            assertEquals(List.of(skipped("08:00", "11:00", 4, Reason.TOO_LATE)), plan.skipped());
            assertEquals(at("12:00", 5), plan.after());
        }
    }

    @Test
    void aSlotExactlyAsLateAsAllowedRuns() {
        DuePlan inTime = MissedSlots.plan(at("11:00", -1), NOW, inTime(true, "PT30M"), 1);
        assertEquals(List.of("11:00"), runs(inTime));
        assertEquals(List.of(), inTime.skipped());
        assertEquals(List.of(), runs(MissedSlots.plan(at("11:00", -1), NOW, inTime(true, "PT29M59.999999S"), 1)));
    }

    @Test
    void tooLateComesBeforeTheLimit() {
        DueRules rules = new DueRules(HOURLY, null, true, 2, Duration.ofMinutes(150));

        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, rules, 10);

        assertEquals(
                List.of(
                        skipped("08:00", "08:00", 1, Reason.TOO_LATE),
                        skipped("09:00", "09:00", 1, Reason.CATCH_UP_LIMIT)),
                plan.skipped());
        assertEquals(List.of("10:00", "11:00"), runs(plan));
    }

    @Test
    void aSlotLaterThanUntilDoesNotExist() {
        DuePlan catchUp = MissedSlots.plan(at("08:00", -1), NOW, until("09:30", true), 10);
        DuePlan once = MissedSlots.plan(at("08:00", -1), NOW, until("09:30", false), 10);

        assertEquals(List.of("08:00", "09:00"), runs(catchUp));
        assertEquals(at("10:00", -3), catchUp.after());
        assertEquals(List.of("08:00"), runs(once));
        assertEquals(at("12:00", -2), once.after());
        assertEquals(
                DuePlan.nothing(catchUp.after()), MissedSlots.plan(catchUp.after(), NOW, until("09:30", true), 10));
    }

    @Test
    void untilItselfIsStillASlot() {
        assertEquals(List.of("08:00", "09:00"), runs(MissedSlots.plan(at("08:00", -1), NOW, until("09:00", true), 10)));
    }

    @Test
    void onlySlotsThatExistAreSkippedAsTooLate() {
        DueRules rules = new DueRules(HOURLY, hour("09:30"), true, 1000, Duration.ofMinutes(10));

        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, rules, 10);

        assertEquals(List.of(skipped("08:00", "09:00", 2, Reason.TOO_LATE)), plan.skipped());
        assertEquals(at("10:00", -1), plan.after());
    }

    @Test
    void onceIsDeletedByTheClaimThatTakesItsSlot() {
        DuePlan plan = MissedSlots.plan(at("08:00", -1), NOW, once(), 10);

        assertEquals(List.of("08:00"), runs(plan));
        assertTrue(plan.deleted());
    }

    @Test
    void onceWithRepeatsRunsOnceAndIsKept() {
        DuePlan plan = MissedSlots.plan(at("08:00", 5), NOW, once(), 10);

        assertEquals(List.of("08:00"), runs(plan));
        assertEquals(at("08:00", 0), plan.after());
        assertFalse(plan.deleted());
    }

    @Test
    void onceAlwaysRunsWhenOverdue() {
        DueRules rules = new DueRules(Recurrence.once(), null, false, 1000, Duration.ofMinutes(1));

        assertEquals(List.of("08:00"), runs(MissedSlots.plan(at("08:00", -1), NOW, rules, 1)));
        assertEquals(
                DuePlan.nothing(at("08:00", -1)),
                MissedSlots.skip(at("08:00", -1), NOW, rules, SkippedSlots.Reason.MISSED));
    }

    @Test
    void resumingWithoutTheMissedSlotsSkipsThemInOneRecord() {
        DuePlan plan = MissedSlots.skip(at("08:00", 5), NOW, catchUp(1000), SkippedSlots.Reason.MISSED);

        assertEquals(List.of(), plan.run());
        assertEquals(List.of(skipped("08:00", "11:00", 4, Reason.MISSED)), plan.skipped());
        assertEquals(at("12:00", 5), plan.after());
    }

    @Test
    void whatIsSkippedAfterwardsComesAfterWhatWasSkippedBefore() {
        DuePlan first = MissedSlots.plan(at("08:00", 5), NOW, inTime(true, "PT100M"), 1);
        DuePlan both = first.then(MissedSlots.skip(first.after(), NOW, catchUp(1000), Reason.OVERLAP));

        assertEquals(List.of("10:00"), runs(both));
        assertEquals(
                List.of(skipped("08:00", "09:00", 2, Reason.TOO_LATE), skipped("11:00", "11:00", 1, Reason.OVERLAP)),
                both.skipped());
        assertEquals(at("12:00", 4), both.after());
        assertFalse(both.deleted());
    }

    @Test
    void aScheduleWhoseNextSlotNoDatabaseCanKeepIsFinishedWhereItStands() {
        Position last = new Position(slot("+294276-12-31T23:00:00Z"), 5);
        DuePlan plan = MissedSlots.plan(last, instant("+294276-12-31T23:59:59Z"), catchUp(1000), 1);

        assertEquals(List.of(last.next()), plan.run());
        assertEquals(new Position(last.next(), 0), plan.after());

        Position lastButOne = new Position(slot("+294276-12-31T22:59:59Z"), 5);
        assertEquals(
                new Position(slot("+294276-12-31T23:59:59Z"), 4),
                MissedSlots.plan(lastButOne, lastButOne.next().at(), catchUp(1000), 1)
                        .after());
    }

    @Test
    void moreThanAHundredThousandMeansOneMoreAtLeast() {
        assertFalse(skipped("08:00", "11:00", 100_000, Reason.MISSED).moreThanCounted());
        assertTrue(skipped("08:00", "11:00", 100_001, Reason.MISSED).moreThanCounted());
    }

    @Test
    void resumingBeforeTheSlotChangesNothing() {
        Position position = at("12:00", 5);

        assertEquals(
                DuePlan.nothing(position), MissedSlots.skip(position, NOW, catchUp(1000), SkippedSlots.Reason.MISSED));
    }

    @Test
    void moreThanAHundredThousandSteppedSlotsReadMoreThan() {
        Position position = new Position(slot("2020-01-01T00:00:00Z"), -1);
        DueRules rules = new DueRules(Recurrence.cron("* * * * *", UTC), null, true, 1000, null);

        SkippedSlots skipped = MissedSlots.skip(
                        position, instant("2024-01-01T00:00:30Z"), rules, SkippedSlots.Reason.MISSED)
                .skipped()
                .get(0);

        assertTrue(skipped.moreThanCounted());
        assertEquals(instant("2024-01-01T00:00:00Z"), skipped.last());
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> catchUp(0));
        assertThrows(IllegalArgumentException.class, () -> inTime(true, "PT-1S"));
        assertThrows(IllegalArgumentException.class, () -> MissedSlots.plan(at("08:00", -1), NOW, catchUp(1000), 0));
    }

    private static Instant hour(String time) {
        return Instant.parse("2024-07-15T" + time + ":00Z");
    }

    private static Position at(String time, long repeats) {
        return new Position(Slot.at(hour(time)), repeats);
    }

    private static SkippedSlots skipped(String first, String last, long count, Reason reason) {
        return new SkippedSlots(hour(first), hour(last), count, reason);
    }

    private static List<String> runs(DuePlan plan) {
        return plan.run().stream()
                .map(slot -> slot.at().toString().substring(11, 16))
                .toList();
    }

    private static DueRules catchUp(int limit) {
        return new DueRules(HOURLY, null, true, limit, null);
    }

    private static DueRules catchUpOff() {
        return new DueRules(HOURLY, null, false, 1000, null);
    }

    private static DueRules once() {
        return new DueRules(Recurrence.once(), null, true, 1000, null);
    }

    private static DueRules inTime(boolean catchUp, String maxLateness) {
        return new DueRules(HOURLY, null, catchUp, 1000, Duration.parse(maxLateness));
    }

    private static DueRules until(String time, boolean catchUp) {
        return new DueRules(HOURLY, hour(time), catchUp, 1000, null);
    }
}
