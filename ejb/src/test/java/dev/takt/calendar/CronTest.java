package dev.takt.calendar;

import static dev.takt.calendar.Slots.AMSTERDAM;
import static dev.takt.calendar.Slots.UTC;
import static dev.takt.calendar.Slots.after;
import static dev.takt.calendar.Slots.instant;
import static dev.takt.calendar.Slots.local;
import static dev.takt.calendar.Slots.localAfter;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronTest {
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

    @Test
    void aFixedHourInsideAGapRunsAfterIt() {
        Recurrence cron = Recurrence.cron("30 2 * * *", AMSTERDAM);

        assertEquals(
                List.of("2024-03-31T03:30", "2024-04-01T02:30"),
                localAfter(local("2024-03-30T02:30", AMSTERDAM), 2, cron, AMSTERDAM));
        assertEquals(
                Optional.of(new Slot(instant("2024-03-31T01:30:00Z"), LocalDateTime.parse("2024-03-31T02:30"))),
                cron.next(local("2024-03-30T02:30", AMSTERDAM)));
    }

    @Test
    void aFixedHourInsideAnOverlapRunsOnce() {
        assertEquals(
                List.of("2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z"),
                after(local("2024-10-26T02:30", AMSTERDAM), 2, Recurrence.cron("30 2 * * *", AMSTERDAM)));
    }

    @Test
    void twoFixedHoursPlacedOnOneInstantAreOneSlot() {
        assertEquals(
                List.of("2024-03-31T03:30", "2024-04-01T02:30", "2024-04-01T03:30"),
                localAfter(
                        local("2024-03-30T03:30", AMSTERDAM),
                        3,
                        Recurrence.cron("30 2-3 * * *", AMSTERDAM),
                        AMSTERDAM));
        assertEquals(
                Optional.of(slot("2024-03-31T01:30:00Z")),
                Recurrence.cron("30 2-3 * * *", AMSTERDAM).next(local("2024-03-30T03:30", AMSTERDAM)),
                "it stands for the hour that exists");
    }

    @Test
    void aStepInsideAGapDoesNotExist() {
        assertEquals(
                List.of("2024-03-31T01:30", "2024-03-31T03:00", "2024-03-31T03:30"),
                localAfter(
                        local("2024-03-31T01:00", AMSTERDAM),
                        3,
                        Recurrence.cron("*/30 * * * *", AMSTERDAM),
                        AMSTERDAM));
    }

    @Test
    void hoursWithAStepAreNotFixed() {
        assertEquals(
                List.of("2024-04-01T02:30"),
                localAfter(
                        local("2024-03-30T02:30", AMSTERDAM),
                        1,
                        Recurrence.cron("30 2/22 * * *", AMSTERDAM),
                        AMSTERDAM));
    }

    @Test
    void aStepInsideAnOverlapRunsInBothPasses() {
        assertEquals(
                List.of("2024-10-27T00:30:00Z", "2024-10-27T01:00:00Z", "2024-10-27T01:30:00Z", "2024-10-27T02:00:00Z"),
                after(slot("2024-10-27T00:00:00Z"), 4, Recurrence.cron("*/30 * * * *", AMSTERDAM)));
    }

    @Test
    void aDateThatDoesNotExistIsLeftOut() {
        assertEquals(
                List.of("2011-12-31T12:00"),
                localAfter(local("2011-12-29T12:00", APIA), 1, Recurrence.cron("0 12 * * *", APIA), APIA));
        assertEquals(
                List.of("2012-12-30T12:00"),
                localAfter(local("2011-12-29T12:00", APIA), 1, Recurrence.cron("0 12 30 12 *", APIA), APIA));
    }

    @Test
    void theFirstSlotOfANewScheduleIsLaterThanNow() {
        Recurrence cron = Recurrence.cron("0 12 * * *", UTC);

        assertEquals(Optional.of(slot("2024-01-01T12:00:00Z")), cron.first(instant("2024-01-01T11:59:59.999999Z")));
        assertEquals(Optional.of(slot("2024-01-02T12:00:00Z")), cron.first(instant("2024-01-01T12:00:00Z")));
    }

    @Test
    void aNextRunPutByHandIsFollowedByTheNextMatch() {
        assertEquals(
                List.of("2024-01-01T12:15:00Z"),
                after(slot("2024-01-01T12:07:33.5Z"), 1, Recurrence.cron("*/15 * * * *", UTC)));
    }
}
