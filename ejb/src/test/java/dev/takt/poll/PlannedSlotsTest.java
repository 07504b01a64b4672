package dev.takt.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Overlap;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.Jitter;
import dev.takt.calendar.Position;
import dev.takt.calendar.Recurrence;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.Slot;
import dev.takt.schedule.DueRow;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.DueSlot;
import dev.takt.sql.ToRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An hourly schedule whose slots are at 08:00, 09:00 ...; it is 11:30, and four are due. */
class PlannedSlotsTest {
    private static final Instant NOW = hour("11:30");
    private static final Duration NO_JITTER = Duration.ZERO;
    private static final DueRules HOURLY = new DueRules(Recurrence.every(Duration.ofHours(1)), null, true, 1000, null);
    private static final DueRules ONCE = new DueRules(Recurrence.once(), null, true, 1000, null);

    @Test
    void slotsThatMayOverlapRunAsManyAsThereIsRoomFor() {
        PlannedSlots one = planned(HOURLY, Overlap.ALLOW, false, 1);
        assertEquals(List.of(hour("08:00")), runs(one));
        assertTrue(one.wantsMore());

        PlannedSlots three = one.withAtMost(3);
        assertEquals(List.of(hour("08:00"), hour("09:00"), hour("10:00")), runs(three));
        assertTrue(three.wantsMore());

        PlannedSlots all = one.withAtMost(4);
        assertEquals(4, runs(all).size());
        assertFalse(all.wantsMore());
        assertEquals(hour("12:00"), all.plan().after().next().at());
    }

    @Test
    void slotsThatMustWaitRunOneAtATime() {
        PlannedSlots one = planned(HOURLY, Overlap.WAIT, false, 10);

        assertEquals(List.of(hour("08:00")), runs(one));
        assertEquals(hour("09:00"), one.plan().after().next().at());
        assertFalse(one.wantsMore());
    }

    @Test
    void ofSlotsThatMustNotOverlapTheFirstRunsAndTheRestIsSkipped() {
        PlannedSlots one = planned(HOURLY, Overlap.SKIP, false, 10);

        assertEquals(List.of(hour("08:00")), runs(one));
        assertEquals(List.of(overlapped("09:00", "11:00", 3)), one.skipped(false));
        assertEquals(List.of(), one.skipped(true));
        assertEquals(hour("12:00"), one.plan().after().next().at());
        assertFalse(one.wantsMore());
    }

    @Test
    void besideAnUnfinishedTaskAllAreSkipped() {
        PlannedSlots none = planned(HOURLY, Overlap.SKIP, true, 10);

        assertEquals(List.of(), runs(none));
        assertEquals(List.of(overlapped("08:00", "11:00", 4)), none.skipped(true));
        assertEquals(List.of(), none.skipped(false), "nothing ran that would end the stretch");
    }

    @Test
    void onceIsNeverSkippedAndItsRowGoes() {
        for (boolean busy : List.of(true, false)) {
            PlannedSlots once = planned(ONCE, Overlap.SKIP, busy, 10);

            assertEquals(List.of(hour("08:00")), runs(once));
            assertEquals(List.of(), once.plan().skipped());
            assertTrue(once.plan().deleted());
        }
        assertFalse(planned(ONCE, Overlap.ALLOW, false, 1).wantsMore());
    }

    @Test
    void whatIsTooLateIsSkippedBeforeTheRunAndWhatOverlapsAfterIt() {
        DueRules rules = new DueRules(HOURLY.recurrence(), null, true, 1000, Duration.ofMinutes(100));
        PlannedSlots one = planned(rules, Overlap.SKIP, false, 1);

        assertEquals(List.of(hour("10:00")), runs(one));
        assertEquals(
                List.of(new SkippedSlots(hour("08:00"), hour("09:00"), 2, SkippedSlots.Reason.TOO_LATE)),
                one.skipped(true));
        assertEquals(List.of(overlapped("11:00", "11:00", 1)), one.skipped(false));
    }

    @Test
    void aStartThatJitterPutsOffWaits() {
        Duration jitter = Duration.ofDays(1);
        Instant startAt = new Jitter(jitter).startOf(42, hour("11:00"));
        DueRow row = new DueRow(HOURLY, Overlap.ALLOW, new Jitter(jitter), false);
        DueSchedule schedule = schedule("11:00");

        List<DueSlot> tasks = PlannedSlots.of(schedule, row, NOW, false, 1).slots();
        assertEquals(List.of(new DueSlot(schedule, hour("11:00"), startAt, true)), tasks);

        tasks = PlannedSlots.of(schedule, row, startAt, false, 1).slots();
        assertEquals(List.of(new DueSlot(schedule, hour("11:00"), startAt, false)), tasks, "at the very instant");
    }

    @Test
    void aCronMadeByHandWithoutANextRunBeginsWithItsFirstMatch() {
        DueRules quarterPast = new DueRules(Recurrence.cron("15 * * * *", ZoneId.of("UTC")), null, true, 1000, null);
        DueRow row = new DueRow(quarterPast, Overlap.ALLOW, new Jitter(NO_JITTER), true);

        PlannedSlots waiting = PlannedSlots.of(schedule("11:30", "11:30"), row, NOW, false, 1);
        assertEquals(List.of(), waiting.slots());
        assertEquals(new Position(Slot.at(hour("12:15")), -1), waiting.plan().after());
        assertFalse(waiting.plan().deleted());

        assertEquals(List.of(hour("11:15")), runs(PlannedSlots.of(schedule("11:15", "11:00"), row, NOW, false, 1)));
        assertEquals(
                List.of(hour("11:30")),
                runs(PlannedSlots.of(schedule("11:30", "11:30"), row(HOURLY, Overlap.ALLOW), NOW, false, 1)),
                "other types begin with their creation");
    }

    @Test
    void aPlanKnowsItsSchedule() {
        DueSchedule schedule = schedule("08:00");

        assertSame(
                schedule,
                PlannedSlots.of(schedule, row(HOURLY, Overlap.ALLOW), NOW, false, 1)
                        .schedule());
    }

    private static PlannedSlots planned(DueRules rules, Overlap overlap, boolean busy, int maxRuns) {
        return PlannedSlots.of(schedule("08:00"), row(rules, overlap), NOW, busy, maxRuns);
    }

    private static DueRow row(DueRules rules, Overlap overlap) {
        return new DueRow(rules, overlap, new Jitter(NO_JITTER), false);
    }

    private static DueSchedule schedule(String nextRun) {
        return schedule(nextRun, "06:00");
    }

    private static DueSchedule schedule(String nextRun, String createdAt) {
        ToRun toRun = new ToRun(
                null, null, "math.sqrt", null, null, null, 1, null, null, null, null, true, null, null, false);
        return new DueSchedule(
                42,
                0,
                "H",
                null,
                null,
                null,
                null,
                null,
                -1,
                hour(nextRun),
                null,
                null,
                null,
                null,
                "ALLOW",
                null,
                null,
                hour(createdAt),
                toRun);
    }

    private static SkippedSlots overlapped(String first, String last, long count) {
        return new SkippedSlots(hour(first), hour(last), count, SkippedSlots.Reason.OVERLAP);
    }

    private static List<Instant> runs(PlannedSlots planned) {
        return planned.slots().stream().map(DueSlot::at).toList();
    }

    private static Instant hour(String time) {
        return Instant.parse("2024-07-15T" + time + ":00Z");
    }
}
