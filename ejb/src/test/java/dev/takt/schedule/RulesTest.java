package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Overlap;
import dev.takt.calendar.DuePlan;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.Jitter;
import dev.takt.calendar.Position;
import dev.takt.calendar.Recurrence;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.Slot;
import dev.takt.config.TaktConfig;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.ToRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the texts of a row to the rules of the calendar. The configuration: no catch-up, at most 50, zone Tokyo. */
class RulesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2027-01-01T09:00:00Z");
    private static final Map<String, String> SETTINGS =
            Map.of("takt.catch-up", "false", "takt.catch-up-limit", "50", "takt.zone", "Asia/Tokyo");

    private final Rules rules =
            new Rules(TaktConfig.read(key -> Optional.ofNullable(SETTINGS.get(key)), SETTINGS.keySet()));

    @Test
    void whatARowSaysCounts() {
        assertEquals(
                new DueRow(
                        new DueRules(
                                Recurrence.monthly(PARIS, 31), NOW.plusSeconds(60), true, 50, Duration.ofMinutes(5)),
                        Overlap.SKIP,
                        new Jitter(Duration.ofMinutes(10)),
                        false),
                rules.of(row("M", "Europe/Paris", NOW.plusSeconds(60), true, "PT5M", "SKIP", "PT10M", "[9]", null)));
    }

    @Test
    void whatARowLeavesOutIsConfigured() {
        assertEquals(
                new DueRow(
                        new DueRules(Recurrence.daily(TOKYO), null, false, 50, null),
                        Overlap.ALLOW,
                        new Jitter(Duration.ZERO),
                        false),
                rules.of(row("D", null, null, null, null, "ALLOW", null, null, null)));
    }

    @Test
    void aCronIsKnownAsOneByItsCodeAndByItsName() {
        for (String type : List.of("C", "CRON")) {
            DueSchedule row = new DueSchedule(
                    1,
                    0,
                    type,
                    null,
                    null,
                    "@daily",
                    null,
                    null,
                    -1,
                    NOW,
                    null,
                    null,
                    null,
                    null,
                    "ALLOW",
                    null,
                    null,
                    null,
                    toRun(null, null, null, null));
            assertEquals(
                    new DueRow(
                            new DueRules(Recurrence.cron("@daily", TOKYO), null, false, 50, null),
                            Overlap.ALLOW,
                            new Jitter(Duration.ZERO),
                            true),
                    rules.of(row));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "X | - | - | ALLOW | - | -  | -    | schedule_type: there is no type X",
                "E | - | - | ALLOW | - | -  | -    | every: an INTERVAL needs an ISO-8601 duration",
                "D | Mars/Base | - | ALLOW | - | - | - | zone: expected an IANA zone, was Mars/Base",
                "D | - | soon | ALLOW | - | - | -  | max_lateness: expected an ISO-8601 duration, was soon",
                "D | - | PT-1S | ALLOW | - | - | -  | expected a maxLateness of zero or more, got PT-1S",
                "D | - | - | MAYBE | - | -  | -    | overlap: expected ALLOW, SKIP or WAIT, was MAYBE",
                "D | - | - | ALLOW | some | - | -  | jitter: expected an ISO-8601 duration, was some",
                "D | - | - | ALLOW | - | [9 | -    | args: expected a JSON array, was [9",
                "D | - | - | ALLOW | - | - | later | timeout: expected an ISO-8601 duration, was later",
            })
    void whatCannotBeReadIsNamedByItsField(
            String type,
            String zone,
            String maxLateness,
            String overlap,
            String jitter,
            String args,
            String timeout,
            String message) {
        DueSchedule row = row(type, zone, null, null, maxLateness, overlap, jitter, args, timeout);

        assertEquals(
                message,
                assertThrows(UnreadableScheduleException.class, () -> rules.of(row))
                        .getMessage());
    }

    @Test
    void kwargsAndTheRetryDelayAreReadToo() {
        for (ToRun broken : List.of(toRun(null, "{", null, null), toRun(null, null, null, "never"))) {
            assertThrows(UnreadableScheduleException.class, () -> rules.of(row("D", broken)));
        }
        assertEquals(
                Recurrence.daily(TOKYO),
                rules.of(row("D", toRun(null, "{}", null, "PT1S"))).rules().recurrence());
    }

    @Test
    void aNewScheduleStartsNowAndACronAtItsFirstMatch() {
        DueRules daily = new DueRules(Recurrence.daily(TOKYO), null, false, 50, null);
        assertEquals(
                new Preview(new Position(Slot.at(NOW), -1), daily, TOKYO),
                rules.preview(Asked.schedule(call("reports.close").daily()), NOW));

        Preview cron = rules.preview(
                Asked.schedule(call("reports.close")
                        .cron("0 12 * * *")
                        .zone("Europe/Paris")
                        .catchUp(true)
                        .repeats(3)
                        .until(NOW.plusSeconds(100_000))
                        .set("maxLateness", "PT5M")),
                NOW);
        assertEquals(
                new Preview(
                        new Position(Slot.at(Instant.parse("2027-01-01T11:00:00Z")), 3),
                        new DueRules(
                                Recurrence.cron("0 12 * * *", PARIS),
                                NOW.plusSeconds(100_000),
                                true,
                                50,
                                Duration.ofMinutes(5)),
                        PARIS),
                cron);

        Instant later = NOW.plusSeconds(86_400);
        assertEquals(
                new Position(Slot.at(later), -1),
                rules.preview(Asked.schedule(call("reports.close").daily().nextRun(later)), NOW)
                        .position());
    }

    @Test
    void aRowIsPreviewedFromWhereItStands() {
        ScheduleRow row = row();

        assertEquals(
                new Preview(
                        new Position(Slot.at(NOW), 5),
                        new DueRules(
                                Recurrence.every(Duration.ofHours(1)),
                                NOW.plusSeconds(100_000),
                                true,
                                50,
                                Duration.ofMinutes(5)),
                        TOKYO),
                rules.preview(row));
    }

    @Test
    void resumingWithoutTheMissedSkipsThem() {
        DuePlan plan = rules.resumeSkipping(row(), NOW.plusSeconds(7300));

        assertEquals(
                List.of(new SkippedSlots(NOW, NOW.plusSeconds(7200), 3, SkippedSlots.Reason.MISSED)), plan.skipped());
        assertEquals(new Position(Slot.at(NOW.plusSeconds(10_800)), 5), plan.after());
    }

    @Test
    void eachTypeHasItsRecurrence() {
        assertEquals(Recurrence.once(), Recurrences.of("O", null, null, null, null, PARIS));
        assertEquals(Recurrence.every(Duration.ofMillis(100)), Recurrences.of("E", "PT0.1S", null, null, null, PARIS));
        assertEquals(Recurrence.every(Duration.ofMinutes(5)), Recurrences.of("I", null, 5, null, null, PARIS));
        assertEquals(Recurrence.every(Duration.ofMinutes(1)), Recurrences.of("I", null, null, null, null, PARIS));
        assertEquals(Recurrence.every(Duration.ofMinutes(1)), Recurrences.of("I", null, 0, null, null, PARIS));
        assertEquals(Recurrence.every(Duration.ofHours(1)), Recurrences.of("H", null, null, null, null, PARIS));
        assertEquals(Recurrence.daily(PARIS), Recurrences.of("D", null, null, null, null, PARIS));
        assertEquals(Recurrence.weekly(PARIS), Recurrences.of("W", null, null, null, null, PARIS));
        assertEquals(Recurrence.biweekly(PARIS), Recurrences.of("BW", null, null, null, null, PARIS));
        assertEquals(Recurrence.monthly(PARIS, 30), Recurrences.of("M", null, null, null, 30, PARIS));
        assertEquals(Recurrence.bimonthly(PARIS, 30), Recurrences.of("BM", null, null, null, 30, PARIS));
        assertEquals(Recurrence.quarterly(PARIS, 30), Recurrences.of("QUARTERLY", null, null, null, 30, PARIS));
        assertEquals(Recurrence.yearly(PARIS, null), Recurrences.of("Y", null, null, null, null, PARIS));
        assertEquals(Recurrence.cron("@daily", PARIS), Recurrences.of("C", null, null, "@daily", null, PARIS));
    }

    @Test
    void anIntervalNeedsADurationThatCanBeRead() {
        assertEquals(
                "every: expected an ISO-8601 duration, was often",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Recurrences.of("E", "often", null, null, null, PARIS))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Recurrences.of("C", null, null, null, null, PARIS));
    }

    private static ScheduleRow row() {
        return new ScheduleRow(
                1,
                Asked.schedule(call("reports.close")
                        .hourly()
                        .repeats(5)
                        .catchUp(true)
                        .until(NOW.plusSeconds(100_000))
                        .set("maxLateness", "PT5M")),
                NOW,
                NOW,
                "ann");
    }

    private static DueSchedule row(String type, ToRun toRun) {
        return new DueSchedule(
                1, 0, type, null, null, null, null, null, -1, NOW, null, null, null, null, "ALLOW", null, null, null,
                toRun);
    }

    private static DueSchedule row(
            String type,
            String zone,
            Instant until,
            Boolean catchUp,
            String maxLateness,
            String overlap,
            String jitter,
            String args,
            String timeout) {
        return new DueSchedule(
                1,
                0,
                type,
                null,
                null,
                null,
                31,
                zone,
                -1,
                NOW,
                null,
                until,
                catchUp,
                maxLateness,
                overlap,
                jitter,
                null,
                null,
                toRun(args, null, timeout, null));
    }

    private static ToRun toRun(String args, String kwargs, String timeout, String retryDelay) {
        return new ToRun(
                null,
                null,
                "math.sqrt",
                args,
                kwargs,
                null,
                1,
                null,
                timeout,
                null,
                retryDelay,
                true,
                null,
                null,
                false);
    }
}
