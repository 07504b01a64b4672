package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of fields together, and of arguments before anybody binds them. */
class ValidatorTest {
    private static final int LONGEST = 1_000_000;

    @Test
    void argumentsMayBeTypedAsText() {
        Definition typed =
                Asked.schedule(call("reports.close").set("args", "2, -2").set("kwargs", "{\"year\": 2027}"));

        assertEquals("[2,-2]", typed.args());
        assertEquals("{\"year\":2027}", typed.kwargs());
    }

    @Test
    void emptyArgumentsAreNone() {
        Definition empty =
                Asked.schedule(call("reports.close").set("args", "[]").set("kwargs", "{}"));

        assertNull(empty.args());
        assertNull(empty.kwargs());
        assertEquals("[1]", Asked.schedule(call("reports.close", 1)).args());
    }

    @Test
    void namedArgumentsAreAnObject() {
        assertEquals(
                List.of(new Problem("kwargs", "expected a JSON object, was {")),
                problems(call("reports.close").set("kwargs", "{")));
        assertEquals(
                List.of(new Problem("kwargs", "expected a JSON object, was [1]")),
                problems(call("reports.close").set("kwargs", List.of(1))));
    }

    @Test
    void argumentsHaveAMillionCharactersAtMost() {
        String longest = "a".repeat(LONGEST - 4);

        assertEquals(
                LONGEST, Asked.schedule(call("reports.close", longest)).args().length());
        assertEquals(
                List.of(new Problem("args", "expected at most 1000000 characters, was 1000001")),
                problems(call("reports.close", longest + "a")));
    }

    @Test
    void eachTypeNeedsItsOwnField() {
        assertEquals(
                List.of(new Problem("every", "INTERVAL needs an ISO-8601 duration such as PT30S, was left out")),
                problems(call("reports.close").type(ScheduleType.INTERVAL)));
        assertEquals(
                List.of(new Problem("cron", "CRON needs an expression such as 30 2 * * *, was left out")),
                problems(call("reports.close").type(ScheduleType.CRON)));
    }

    @Test
    void onceTakesNoMaxLateness() {
        assertEquals(
                List.of(new Problem("maxLateness", "ONCE always runs when overdue and takes no maxLateness")),
                problems(call("reports.close").set("maxLateness", "PT1H")));
    }

    @Test
    void untilMayBeTheOnlySlot() {
        Call call = call("reports.close").daily().set("nextRun", "2027-01-01T00:00:00Z");

        assertEquals(
                "DAILY",
                Asked.schedule(call.set("until", "2027-01-01T00:00:00Z")).type().name());
        assertEquals(
                List.of(new Problem("until", "expected an instant after nextRun, was 2026-12-31T23:59:59Z")),
                problems(call.set("until", "2026-12-31T23:59:59Z")));
    }

    @Test
    void aCallThatRunsAtOnceKnowsNoOtherFields() {
        assertEquals(
                List.of(new Problem("colour", "there is no such field")),
                assertThrows(
                                ScheduleRejectedException.class,
                                () -> Asked.run(call("reports.close").set("colour", "red")))
                        .problems());
    }

    private static List<Problem> problems(Call call) {
        return assertThrows(ScheduleRejectedException.class, () -> Asked.schedule(call))
                .problems();
    }
}
