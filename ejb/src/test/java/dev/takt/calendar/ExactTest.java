package dev.takt.calendar;

import static dev.takt.calendar.Slots.after;
import static dev.takt.calendar.Slots.instant;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExactTest {
    private static final Recurrence HOURLY = Recurrence.every(Duration.ofHours(1));

    @Test
    void anHourIsAnHourWhateverTheClocksDo() {
        assertEquals(
                List.of("2024-03-31T01:30:00Z", "2024-03-31T02:30:00Z"),
                after(slot("2024-03-31T00:30:00Z"), 2, HOURLY));
    }

    @Test
    void aTenthOfASecondIsKeptToTheMicrosecond() {
        assertEquals(
                List.of("2024-01-01T00:00:00.100001Z", "2024-01-01T00:00:00.200001Z"),
                after(slot("2024-01-01T00:00:00.000001Z"), 2, Recurrence.every(Duration.ofMillis(100))));
    }

    @Test
    void theFirstSlotAfterAnInstantIsLaterThanIt() {
        Slot start = slot("2024-01-01T00:30:00Z");

        assertEquals(
                Optional.of(slot("2024-01-01T03:30:00Z")), HOURLY.firstAfter(start, instant("2024-01-01T02:30:00Z")));
        assertEquals(
                Optional.of(slot("2024-01-01T03:30:00Z")), HOURLY.firstAfter(start, instant("2024-01-01T03:29:59Z")));
        assertEquals(Optional.of(start), HOURLY.firstAfter(start, instant("2024-01-01T00:29:59Z")));
    }

    @Test
    void tenMillionSlotsAreCountedByDivision() {
        Recurrence everySecond = Recurrence.every(Duration.ofSeconds(1));
        Slot start = slot("2024-01-01T00:00:00Z");

        assertEquals(10_000_001, everySecond.count(start, start.at().plusSeconds(10_000_000)));
        assertEquals(0, everySecond.count(start, start.at().minusSeconds(1)));
    }

    @Test
    void aStepOfZeroOrLessIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Recurrence.every(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Recurrence.every(Duration.ofSeconds(-1)));
    }

    @Test
    void atTheEndOfTimeThereIsNoNextSlot() {
        assertEquals(Optional.empty(), HOURLY.next(Slot.at(Instant.MAX)));
        assertEquals(Optional.empty(), Recurrence.daily(Slots.UTC).next(Slot.at(Instant.MAX)));
        assertEquals(Optional.empty(), Recurrence.cron("@daily", Slots.UTC).next(Slot.at(Instant.MAX)));
        assertEquals(
                Optional.empty(),
                Recurrence.cron("@daily", Slots.UTC).next(Slot.at(Instant.parse("+999999999-12-31T12:00:00Z"))));
        assertEquals(
                Optional.empty(),
                Recurrence.cron("@yearly", Slots.UTC).next(Slot.at(Instant.parse("+999999999-06-01T00:00:00Z"))));
    }

    @Test
    void onceHasOneSlot() {
        Slot slot = slot("2024-01-01T00:00:00Z");

        assertEquals(List.of(slot), Recurrence.once().preview(slot, 5));
        assertEquals(Optional.empty(), Recurrence.once().firstAfter(slot, slot.at()));
        assertEquals(
                Optional.of(slot), Recurrence.once().firstAfter(slot, slot.at().minusNanos(1)));
        assertEquals(Optional.of(slot), Recurrence.once().first(slot.at()));
    }

    @Test
    void aPreviewOfNoneIsEmptyAndOneOfLessIsRefused() {
        Slot slot = slot("2024-01-01T00:00:00Z");

        assertEquals(List.of(), HOURLY.preview(slot, 0));
        assertThrows(IllegalArgumentException.class, () -> HOURLY.preview(slot, -1));
    }

    @Test
    void recurrencesAreEqualByContent() {
        assertEquals(Recurrence.every(Duration.ofMinutes(60)), HOURLY);
        assertEquals(Recurrence.monthly(Slots.UTC, 31), Recurrence.monthly(Slots.UTC, 31));
        assertEquals(Recurrence.cron("0 3  * * mon", Slots.UTC), Recurrence.cron(" 0 3 * * MON", Slots.UTC));
        assertEquals(Recurrence.cron("@daily", Slots.UTC), Recurrence.cron("0 0 * * *", Slots.UTC));
    }
}
