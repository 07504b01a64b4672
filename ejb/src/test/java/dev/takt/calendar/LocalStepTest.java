package dev.takt.calendar;

import static dev.takt.calendar.Slots.AMSTERDAM;
import static dev.takt.calendar.Slots.UTC;
import static dev.takt.calendar.Slots.after;
import static dev.takt.calendar.Slots.instant;
import static dev.takt.calendar.Slots.local;
import static dev.takt.calendar.Slots.localAfter;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalStepTest {
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
    private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @Test
    void aDailySlotInsideAGapMovesForwardAndReturnsTheNextDay() {
        assertEquals(
                List.of("2024-03-31T03:30", "2024-04-01T02:30"),
                localAfter(local("2024-03-30T02:30", AMSTERDAM), 2, Recurrence.daily(AMSTERDAM), AMSTERDAM));
    }

    @Test
    void aMovedSlotSaysWhatItStandsFor() {
        Slot moved = Recurrence.daily(AMSTERDAM)
                .next(local("2024-03-30T02:30", AMSTERDAM))
                .orElseThrow();

        assertEquals(new Slot(instant("2024-03-31T01:30:00Z"), LocalDateTime.parse("2024-03-31T02:30")), moved);
        assertNull(Recurrence.daily(AMSTERDAM).next(moved).orElseThrow().movedFrom());
    }

    @Test
    void aMovedSlotWhoseInstantWasEditedForgetsWhatItStoodFor() {
        Slot edited = new Slot(instant("2024-03-31T08:00:00Z"), LocalDateTime.parse("2024-03-31T02:30"));

        assertEquals(List.of("2024-04-01T10:00"), localAfter(edited, 1, Recurrence.daily(AMSTERDAM), AMSTERDAM));
    }

    @Test
    void aMovedSlotWhoseZoneWasEditedForgetsWhatItStoodFor() {
        Slot moved = new Slot(instant("2024-03-31T01:30:00Z"), LocalDateTime.parse("2024-03-31T02:30"));

        assertEquals(List.of("2024-04-01T01:30:00Z"), after(moved, 1, Recurrence.daily(UTC)));
    }

    @Test
    void aDailySlotInsideAnOverlapTakesTheFirstOfTheTwo() {
        assertEquals(
                List.of("2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z"),
                after(local("2024-10-26T02:30", AMSTERDAM), 2, Recurrence.daily(AMSTERDAM)));
    }

    @Test
    void aGapAtMidnightMovesTheSlotIntoTheSameDate() {
        assertEquals(
                List.of("2024-09-08T01:30", "2024-09-09T00:30"),
                localAfter(local("2024-09-07T00:30", SANTIAGO), 2, Recurrence.daily(SANTIAGO), SANTIAGO));
    }

    @Test
    void aGapOfHalfAnHourMovesTheSlotByHalfAnHour() {
        assertEquals(
                List.of("2024-10-06T02:45", "2024-10-07T02:15"),
                localAfter(local("2024-10-05T02:15", LORD_HOWE), 2, Recurrence.daily(LORD_HOWE), LORD_HOWE));
    }

    @Test
    void aDateThatDoesNotExistIsLeftOut() {
        assertEquals(
                List.of("2011-12-31T12:00", "2012-01-01T12:00"),
                localAfter(local("2011-12-29T12:00", APIA), 2, Recurrence.daily(APIA), APIA));
    }

    @Test
    void aWeekWhoseDateDoesNotExistIsLeftOut() {
        assertEquals(
                List.of("2012-01-06T12:00"),
                localAfter(local("2011-12-23T12:00", APIA), 1, Recurrence.weekly(APIA), APIA));
    }

    @Test
    void aMonthWhoseDateDoesNotExistIsLeftOut() {
        assertEquals(
                List.of("2012-01-30T12:00"),
                localAfter(local("2011-11-30T12:00", APIA), 1, Recurrence.monthly(APIA, null), APIA));
    }

    @Test
    void biweeklyIsEveryFourteenDaysOnTheSameWallClock() {
        assertEquals(
                List.of("2024-04-05T09:00", "2024-04-19T09:00"),
                localAfter(local("2024-03-22T09:00", AMSTERDAM), 2, Recurrence.biweekly(AMSTERDAM), AMSTERDAM));
    }

    @Test
    void aMonthEndGoesOnFromTheShorterDay() {
        assertEquals(
                List.of("2024-02-29T10:00:00Z", "2024-03-29T10:00:00Z", "2024-04-29T10:00:00Z"),
                after(slot("2024-01-31T10:00:00Z"), 3, Recurrence.monthly(UTC, null)));
    }

    @Test
    void aKeptDayReturnsWheneverTheMonthHasIt() {
        assertEquals(
                List.of("2024-02-29T10:00:00Z", "2024-03-31T10:00:00Z", "2024-04-30T10:00:00Z", "2024-05-31T10:00:00Z"),
                after(slot("2024-01-31T10:00:00Z"), 4, Recurrence.monthly(UTC, 31)));
    }

    @Test
    void aKeptDayIsReachedFromAnyOtherDay() {
        assertEquals(
                List.of("2024-04-30T10:00:00Z", "2024-07-30T10:00:00Z"),
                after(slot("2024-01-05T10:00:00Z"), 2, Recurrence.quarterly(UTC, 30)));
    }

    @Test
    void aLeapDayBecomesTheTwentyEighthAndStaysUnlessItIsKept() {
        Slot leapDay = slot("2024-02-29T12:00:00Z");

        assertEquals(
                "2028-02-28T12:00:00Z",
                after(leapDay, 4, Recurrence.yearly(UTC, null)).get(3));
        assertEquals(
                "2028-02-29T12:00:00Z",
                after(leapDay, 4, Recurrence.yearly(UTC, 29)).get(3));
    }

    @Test
    void bimonthlyIsEverySecondMonth() {
        assertEquals(
                List.of("2023-02-28T10:00:00Z", "2023-04-28T10:00:00Z"),
                after(slot("2022-12-31T10:00:00Z"), 2, Recurrence.bimonthly(UTC, null)));
    }

    @Test
    void theFirstSlotAfterManyYearsHasTheClampedDay() {
        Slot start = slot("2024-01-31T10:00:00Z");

        assertEquals(
                Optional.of(slot("2999-03-28T10:00:00Z")),
                Recurrence.monthly(UTC, null).firstAfter(start, instant("2999-02-28T10:00:00Z")));
        assertEquals(
                Optional.of(slot("2999-03-31T10:00:00Z")),
                Recurrence.monthly(UTC, 31).firstAfter(start, instant("2999-03-30T10:00:00Z")));
    }

    @Test
    void aSlotLaterThanTheInstantIsItselfTheFirst() {
        Slot slot = slot("2024-01-31T10:00:00Z");

        assertEquals(Optional.of(slot), Recurrence.daily(UTC).firstAfter(slot, instant("2024-01-31T09:59:59Z")));
        assertEquals(
                Optional.of(slot("2024-02-01T10:00:00Z")),
                Recurrence.daily(UTC).firstAfter(slot, instant("2024-01-31T10:00:00Z")));
    }

    @Test
    void aKeptDayOutsideOneToThirtyOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Recurrence.monthly(UTC, 0));
        assertThrows(IllegalArgumentException.class, () -> Recurrence.yearly(UTC, 32));
    }
}
