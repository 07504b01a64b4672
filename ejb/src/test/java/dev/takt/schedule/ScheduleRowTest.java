package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.calendar.Recurrence;
import dev.takt.sql.ToRun;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a row makes of what was asked for, before any database sees it. */
class ScheduleRowTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2027-01-01T02:00:00Z");

    @Test
    void everyFieldThatWasAskedForIsShown() {
        Schedule shown = row(Asked.everything()).view(Asked.LIVE, List.of("hook: nobody hears it"));

        assertEquals(
                new Schedule(
                        7,
                        0,
                        0,
                        "nightly",
                        "reports.close",
                        "hooks.printResult",
                        "[\"all\",7]",
                        "{\"year\":2027}",
                        ScheduleType.CRON,
                        "PT5M",
                        5,
                        "0 3 * * *",
                        31,
                        "Europe/Paris",
                        12,
                        FIRST,
                        null,
                        Instant.parse("2027-12-31T00:00:00Z"),
                        false,
                        "PT1H",
                        Overlap.WAIT,
                        "PT10M",
                        "PT36H",
                        4,
                        true,
                        "night",
                        "books",
                        "closing",
                        "PT2H",
                        3,
                        "PT1M30S",
                        Priority.LOW,
                        false,
                        "day",
                        ScheduleState.PAUSED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        NOW,
                        "ann",
                        null,
                        null,
                        List.of("hook: nobody hears it")),
                shown);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Schedule shown = row(call("reports.close")).view(Asked.LIVE, List.of());

        assertEquals(ScheduleType.ONCE, shown.type());
        assertEquals(-1, shown.repeats());
        assertEquals(Overlap.ALLOW, shown.overlap());
        assertEquals(3, shown.failingAfter());
        assertEquals(Priority.NORMAL, shown.priority());
        assertTrue(shown.save());
        assertFalse(shown.paused());
        assertEquals(ScheduleState.ACTIVE, shown.state());
    }

    @Test
    void theRowCanBeAskedForAgainAsItIsAllButItsPlaceInTime() {
        assertEquals(
                Json.createObjectBuilder(Asked.everything().fields())
                        .remove("nextRun")
                        .remove("repeats")
                        .add("retryDelay", "PT1M30S")
                        .build(),
                row(Asked.everything()).definition().toJson());
    }

    @Test
    void aDefinitionSaysWhatWasAskedForAndTheDefaultsOfWhatWasNot() {
        assertEquals(
                Json.createObjectBuilder(Asked.everything().fields())
                        .add("retryDelay", "PT1M30S")
                        .build(),
                Asked.schedule(Asked.everything()).toJson());
        assertEquals(
                Json.createObjectBuilder()
                        .add("func", "reports.close")
                        .add("type", "ONCE")
                        .add("overlap", "ALLOW")
                        .add("failingAfter", 3)
                        .add("priority", "NORMAL")
                        .add("save", JsonValue.TRUE)
                        .build(),
                Asked.schedule(call("reports.close")).toJson());
    }

    @Test
    void aRunAtOnceTakesAllThatConcernsTheTask() {
        assertEquals(
                new ToRun(
                        "closing",
                        "books",
                        "reports.close",
                        "[\"all\",7]",
                        "{\"year\":2027}",
                        "hooks.printResult",
                        2,
                        "night",
                        "PT2H",
                        3,
                        "PT1M30S",
                        false,
                        "day",
                        "Europe/Paris",
                        true),
                row(Asked.everything()).toRun());
    }

    @Test
    void aTaskWithoutNamesOfItsOwnTakesThoseOfItsSchedule() {
        ToRun named = row(call("reports.close").name("nightly")).toRun();
        assertEquals("nightly", named.name());
        assertEquals("nightly", named.group());

        ToRun nameless = row(call("reports.close")).toRun();
        assertEquals("reports.close", nameless.name());
        assertEquals("7", nameless.group());
        assertFalse(nameless.serial());
    }

    @Test
    void aCallWithoutScheduleRunsWithItsOwnOptions() {
        Call call = call("reports.close", "all")
                .kwarg("year", 2027)
                .hook("hooks.printResult")
                .cluster("night")
                .group("books")
                .set("timeout", "PT2H")
                .maxAttempts(3)
                .set("retryDelay", "PT10S")
                .priority(Priority.HIGH)
                .save(false)
                .intendedDateKwarg("day");

        assertEquals(
                new ToRun(
                        "reports.close",
                        "books",
                        "reports.close",
                        "[\"all\"]",
                        "{\"year\":2027}",
                        "hooks.printResult",
                        0,
                        "night",
                        "PT2H",
                        3,
                        "PT10S",
                        false,
                        "day",
                        null,
                        false),
                Asked.run(call).toRun());
        assertEquals("closing", Asked.run(call.taskName("closing")).toRun().name());
    }

    @Test
    void aScheduleIsFinishedWithoutRepeatsOrPastItsUntil() {
        assertEquals(
                ScheduleState.FINISHED, state(call("reports.close").hourly().repeats(0)));
        assertEquals(
                ScheduleState.FINISHED, state(call("reports.close").hourly().until(FIRST.minusNanos(1000))));
        assertEquals(ScheduleState.ACTIVE, state(call("reports.close").hourly().until(FIRST)));
        assertEquals(
                ScheduleState.FINISHED,
                state(call("reports.close").hourly().repeats(0).set("paused", true)));
    }

    @Test
    void aScheduleWaitsForAFunctionThatNobodyHas() {
        assertEquals(
                ScheduleState.WAITING_FOR_FUNCTION,
                row(call("reports.close"))
                        .view(Set.of("reports.check"), List.of())
                        .state());
    }

    @Test
    void anEditTakesAllButThePlaceInTimeAndSaysWhoAndWhen() {
        ScheduleRow row = row(call("reports.check").hourly().set("paused", true));
        row.redefine(Asked.schedule(call("reports.close").daily().repeats(5)), NOW.plusSeconds(60), "bob");
        Schedule shown = row.view(Asked.LIVE, List.of());

        assertEquals("reports.close", shown.func());
        assertEquals(ScheduleType.DAILY, shown.type());
        assertEquals(-1, shown.repeats());
        assertTrue(shown.paused(), "which the edit does not mention");
        assertEquals(NOW, shown.createdAt());
        assertEquals("ann", shown.createdBy());
        assertEquals(NOW.plusSeconds(60), shown.updatedAt());
        assertEquals("bob", shown.updatedBy());
    }

    @Test
    void whoPausedAndWhoResumedIsKept() {
        ScheduleRow row = row(call("reports.close").hourly());
        row.pause(NOW.plusSeconds(60), "bob");
        assertTrue(row.isPaused());
        assertEquals("bob", row.view(Asked.LIVE, List.of()).updatedBy());
        assertEquals(NOW.plusSeconds(60), row.view(Asked.LIVE, List.of()).updatedAt());

        row.resume(NOW.plusSeconds(120), "cyd");
        assertFalse(row.isPaused());
        assertEquals("cyd", row.view(Asked.LIVE, List.of()).updatedBy());
        assertEquals(NOW.plusSeconds(120), row.view(Asked.LIVE, List.of()).updatedAt());
    }

    @Test
    void onlyWhatDecidesItsSlotsIsItsTiming() {
        List<Object> timing = row(Asked.everything()).timing();

        assertEquals(
                List.of(
                        ScheduleType.CRON,
                        "PT5M",
                        5,
                        "0 3 * * *",
                        31,
                        "Europe/Paris",
                        Instant.parse("2027-12-31T00:00:00Z")),
                timing);
        assertEquals(
                timing,
                row(Asked.everything().hook("hooks.other").group("other")).timing());
        assertNotEquals(timing, row(Asked.everything().cron("0 4 * * *")).timing());
    }

    @Test
    void aRowWithoutDeclarationHasAnEmptyOne() {
        ScheduleRow row = row(call("reports.close"));
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, row.declared());

        row.declare("{\"func\":\"reports.close\"}");
        assertEquals("reports.close", row.declared().getString("func"));
    }

    @Test
    void aRowKnowsItsRecurrence() {
        ZoneId paris = ZoneId.of("Europe/Paris");

        assertEquals(
                Recurrence.cron("0 3 * * *", paris), row(Asked.everything()).recurrence(paris));
        assertEquals(
                Recurrence.monthly(paris, 31),
                row(call("reports.close").monthly().keepDay(31)).recurrence(paris));
    }

    private static ScheduleState state(Call call) {
        return row(call).view(Asked.LIVE, List.of()).state();
    }

    private static ScheduleRow row(Call call) {
        return new ScheduleRow(7, Asked.schedule(call), FIRST, NOW, "ann");
    }
}
