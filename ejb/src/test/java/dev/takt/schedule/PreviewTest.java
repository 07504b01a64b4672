package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.MissedCount;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static TaktNode node;
    private static Scheduler scheduler;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_HIBERNATE).start();
        scheduler = node.scheduler();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aSlotMovedOverAGapIsRemarkedUpon() {
        List<PreviewSlot> slots = scheduler.preview(daily(2027, 3, 27, "02:30"), 3);

        assertNull(slots.get(0).remark());
        assertEquals("2027-03-28T01:30:00Z", slots.get(1).slot().toString());
        assertEquals("2027-03-28T03:30", slots.get(1).local().toString());
        assertEquals(
                "02:30 does not exist on 2027-03-28, when clocks go forward",
                slots.get(1).remark());
        assertNull(slots.get(2).remark());
        assertEquals("2027-03-29T02:30", slots.get(2).local().toString());
    }

    @Test
    void theFirstOfTwoIsRemarkedUpon() {
        List<PreviewSlot> slots = scheduler.preview(daily(2027, 10, 30, "02:30"), 3);

        assertEquals(
                "02:30 happens twice on 2027-10-31, when clocks go back: this is the first",
                slots.get(1).remark());
    }

    @Test
    void bothPassesOfACronAreRemarkedUpon() {
        List<PreviewSlot> slots = scheduler.preview(
                call("math.sqrt", 9)
                        .cron("30 * * * *")
                        .zone("Europe/Amsterdam")
                        .nextRun(Instant.parse("2027-10-30T23:30:00Z")),
                4);

        assertEquals(null, slots.get(0).remark());
        assertTrue(slots.get(1).remark().endsWith("this is the first"));
        assertTrue(slots.get(2).remark().endsWith("this is the second"));
        assertNull(slots.get(3).remark());
    }

    @Test
    void aShortMonthIsRemarkedUpon() {
        Call monthly = call("math.sqrt", 9).monthly().nextRun(Instant.parse("2027-01-31T10:00:00Z"));

        List<PreviewSlot> slots = scheduler.preview(monthly, 3);
        assertEquals(
                "February 2027 has no day 31: its last day, and day 28 from here on",
                slots.get(1).remark());
        assertNull(slots.get(2).remark());

        List<PreviewSlot> kept = scheduler.preview(monthly.keepDay(31), 4);
        assertEquals("February 2027 has no day 31: its last day", kept.get(1).remark());
        assertNull(kept.get(2).remark());
        assertEquals("April 2027 has no day 31: its last day", kept.get(3).remark());
    }

    @Test
    void thePreviewEndsWithRepeatsAndUntil() {
        assertEquals(
                2, scheduler.preview(daily(2027, 1, 1, "10:00").repeats(2), 10).size());
        assertEquals(
                3,
                scheduler
                        .preview(daily(2027, 1, 1, "10:00").until(Instant.parse("2027-01-03T23:00:00Z")), 10)
                        .size());
        assertEquals(
                0, scheduler.preview(daily(2027, 1, 1, "10:00").repeats(0), 10).size());
    }

    @Test
    void thePreviewIsWhatThenRuns() {
        Schedule schedule = scheduler.schedule(daily(2027, 3, 27, "02:30"));

        assertEquals(scheduler.preview(daily(2027, 3, 27, "02:30"), 5), scheduler.preview(schedule.id(), 5));
    }

    @Test
    void aPreviewOfWhatWouldBeRefusedIsRefused() {
        assertThrows(
                ScheduleRejectedException.class,
                () -> scheduler.preview(call("math.sqrt").cron("0 0 31 2 *"), 3));
        assertThrows(
                ScheduleRejectedException.class,
                () -> scheduler.preview(call("math.sqrt", 9).daily(), 0));
        assertThrows(
                ScheduleRejectedException.class,
                () -> scheduler.preview(call("math.sqrt", 9).daily(), 1001));
        long known = scheduler.schedule(call("math.sqrt", 9).daily()).id();
        assertThrows(ScheduleRejectedException.class, () -> scheduler.preview(known, 0));
        assertThrows(ScheduleRejectedException.class, () -> scheduler.preview(known, 1001));
        assertThrows(NoSuchScheduleException.class, () -> scheduler.preview(999_999, 3));
    }

    @Test
    void whatWasMissedIsCountedForBothWaysToResume() {
        Instant from = scheduler.status().now().minus(Duration.ofHours(25)).minusSeconds(30);
        Call call = call("math.sqrt", 9).everyMinutes(1).nextRun(from).set("paused", true);

        assertEquals(new MissedCount(1501, 1000), missed(call));
        assertEquals(new MissedCount(1501, 1), missed(call.catchUp(false)));
        assertEquals(new MissedCount(1501, 5), missed(call.catchUp(true).repeats(5)));
        assertEquals(
                new MissedCount(11, 5),
                missed(call.until(from.plus(Duration.ofMinutes(10)))),
                "later ones do not exist");
        call.set("until", null);
        assertEquals(new MissedCount(0, 0), missed(call.nextRun(Instant.parse("2099-01-01T00:00:00Z"))));
    }

    private static MissedCount missed(Call call) {
        return scheduler.missed(scheduler.schedule(call).id());
    }

    private static Call daily(int year, int month, int day, String time) {
        ZonedDateTime first =
                ZonedDateTime.of(LocalDate.of(year, month, day), LocalTime.parse(time), ZoneId.of("Europe/Amsterdam"));
        return call("math.sqrt", 9).daily().nextRun(first);
    }
}
