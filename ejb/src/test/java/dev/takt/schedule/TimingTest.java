package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.takt.api.Call;
import dev.takt.calendar.Position;
import dev.takt.calendar.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an edit does to the place in time of a daily schedule that stands at 10:00 in Paris, with 5 runs left. */
class TimingTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NEXT = Instant.parse("2027-01-01T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final OptionalLong NO_ECHO = OptionalLong.empty();

    @Test
    void whatTheEditLeavesOutStays() {
        assertEquals(standing(), edited(daily().hook("hooks.other"), NO_ECHO));
        assertEquals(new Position(Slot.at(NEXT), 5), edited(daily(), NO_ECHO).position());
    }

    @Test
    void theSameNextRunIsNoChange() {
        assertEquals(standing(), edited(daily().nextRun(NEXT).repeats(5), NO_ECHO));
    }

    @Test
    void anotherNextRunOrOtherRepeatsAreTaken() {
        Instant other = Instant.parse("2027-02-01T09:00:00Z");

        assertEquals(
                new Position(Slot.at(other), 5),
                edited(daily().nextRun(other), NO_ECHO).position());
        assertEquals(
                new Position(Slot.at(NEXT), 7),
                edited(daily().repeats(7), NO_ECHO).position());
        assertEquals(
                new Position(Slot.at(other), 7),
                edited(daily().nextRun(other).repeats(7), NO_ECHO).position());
    }

    @Test
    void anotherStepIsAnotherTimingOnTheSameInstant() {
        Timing hourly = edited(call("reports.close").hourly().zone("Europe/Paris"), NO_ECHO);

        assertNotEquals(standing(), hourly);
        assertEquals(standing().position(), hourly.position());
    }

    @Test
    void whatWasReadBeforeTwoRunsIsNoChange() {
        Instant taken = NEXT.minusSeconds(2 * 86_400);

        assertEquals(standing(), edited(daily().nextRun(taken).repeats(7), OptionalLong.of(2)));
        assertEquals(
                new Position(Slot.at(NEXT), 20),
                edited(daily().nextRun(taken).repeats(20), OptionalLong.of(2)).position(),
                "these repeats were never read");
    }

    @Test
    void anotherZoneKeepsTheWallClockTime() {
        assertEquals(
                new Position(Slot.at(Instant.parse("2027-01-01T15:00:00Z")), 5),
                edited(daily().zone("America/New_York"), NO_ECHO).position());
        assertEquals(
                new Position(Slot.at(Instant.parse("2027-01-01T10:00:00Z")), 5),
                edited(call("reports.close").daily(), NO_ECHO).position(),
                "no zone is the configured one, UTC");
    }

    @Test
    void anotherZoneWithANextRunTakesThat() {
        Instant other = Instant.parse("2027-02-01T09:00:00Z");

        assertEquals(
                new Position(Slot.at(other), 5),
                edited(daily().zone("America/New_York").nextRun(other), NO_ECHO).position());
    }

    @Test
    void aWallClockTimeThatTheOtherZoneDoesNotHaveIsMovedAndRemembered() {
        // 02:30 on 2027-03-14 does not exist in New York
        Instant inUtc = Instant.parse("2027-03-14T02:30:00Z");
        Timing utc = new Timing(List.of(), UTC, inUtc, null, -1);
        ScheduleRow row = row(call("reports.close").daily().zone("America/New_York"), inUtc);

        Timing newYork = utc.edited(row, definition(call("reports.close").daily()), UTC, NO_ECHO);
        assertEquals(
                new Position(
                        new Slot(Instant.parse("2027-03-14T07:30:00Z"), LocalDateTime.parse("2027-03-14T02:30")), -1),
                newYork.position());

        Timing back = newYork.edited(
                row(call("reports.close").daily().zone("UTC"), inUtc),
                definition(call("reports.close").daily()),
                UTC,
                NO_ECHO);
        assertEquals(new Position(Slot.at(inUtc), -1), back.position(), "it stands for 02:30 still");
    }

    private static Timing standing() {
        return Timing.of(row(daily().repeats(5), NEXT), UTC);
    }

    private static Timing edited(Call edit, OptionalLong echo) {
        ScheduleRow row = row(daily().repeats(5), NEXT);
        row.redefine(definition(edit), NOW, "bob");
        return standing().edited(row, definition(edit), UTC, echo);
    }

    private static Call daily() {
        return call("reports.close").daily().zone(PARIS.getId());
    }

    private static Definition definition(Call call) {
        return Asked.schedule(call);
    }

    private static ScheduleRow row(Call call, Instant nextRun) {
        return new ScheduleRow(1, definition(call), nextRun, NOW, "ann");
    }
}
