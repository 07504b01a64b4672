package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 2: intendedDateKwarg. */
@OnSetups
class IntendedDateTest {
    /** Half past midnight of the 23rd in Berlin. */
    private static final Instant SLOT = Instant.parse("2026-07-22T22:30:00Z");

    private final TaktNode node;

    IntendedDateTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Days.class)
                .setting("takt.zone", "America/New_York")
                .start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theFunctionReceivesTheSlotNotTheTimeOfTheRun() {
        assertEquals(SLOT.toString(), resultOf(call("days.instant", 7).intendedDateKwarg("at")));
        assertEquals(SLOT.toString(), resultOf(call("days.text").intendedDateKwarg("at")));
    }

    @Test
    void localTimesAreThoseOfTheSchedulesZone() {
        assertEquals(
                "2026-07-23T00:30+02:00[Europe/Berlin] 2",
                resultOf(call("days.zoned", 2).intendedDateKwarg("at").zone("Europe/Berlin")));
        assertEquals(
                "2026-07-23T00:30+02:00",
                resultOf(call("days.offset").intendedDateKwarg("at").zone("Europe/Berlin")));
        assertEquals(
                "2026-07-23T00:30",
                resultOf(call("days.local").intendedDateKwarg("at").zone("Europe/Berlin")));
        assertEquals(
                "2026-07-23", resultOf(call("days.day").intendedDateKwarg("at").zone("Europe/Berlin")));
    }

    @Test
    void withoutAZoneOfItsOwnTheConfiguredOneCounts() {
        assertEquals("2026-07-22T18:30", resultOf(call("days.local").intendedDateKwarg("at")));
    }

    @Test
    void whatFollowsTheSlotCanBeGivenByName() {
        assertEquals(
                SLOT + " 3 x",
                resultOf(call("days.first")
                        .intendedDateKwarg("at")
                        .kwarg("count", 3)
                        .kwarg("word", "x")));
    }

    @Test
    void aRunWithoutSlotReceivesTheInstantItWasQueued() {
        Schedule yearly = node.scheduler()
                .schedule(call("days.text")
                        .intendedDateKwarg("at")
                        .daily()
                        .nextRun(Instant.parse("2099-01-01T00:00:00Z")));
        TaskId ofSchedule = node.scheduler().runNow(yearly.id());
        TaskId atOnce = node.scheduler().run(call("days.text").intendedDateKwarg("at"));
        node.poll();

        for (TaskId id : List.of(ofSchedule, atOnce)) {
            Task task = node.scheduler().find(id).orElseThrow();
            assertEquals(task.queuedAt().toString(), task.resultAs(String.class));
        }
    }

    @Test
    void aParameterThatIsNoneIsRefusedWithTheNearest() {
        assertEquals(
                "expected the name of a parameter of zoned(count: int, at: ZonedDateTime), was \"ta\"; did you mean at?",
                refusal(call("days.zoned", 2).intendedDateKwarg("ta")));
    }

    @Test
    void aParameterOfAnotherTypeIsRefused() {
        assertEquals(
                "days.instant: expected a parameter of type Instant, ZonedDateTime, OffsetDateTime, LocalDateTime,"
                        + " LocalDate or String, was count: int",
                refusal(call("days.instant").intendedDateKwarg("count").kwarg("at", "2026-07-22T22:30:00Z")));
    }

    @Test
    void aParameterThatIsGivenAsWellIsRefused() {
        assertEquals(
                "days.text: parameter at: String receives the slot, and is given \"now\" in args; give what follows it by"
                        + " name, in kwargs",
                refusal(call("days.text", "now").intendedDateKwarg("at")));
        assertEquals(
                "days.text: parameter at: String receives the slot, and is given \"now\" in kwargs",
                refusal(call("days.text").kwarg("at", "now").intendedDateKwarg("at")));
    }

    private String resultOf(Call call) {
        Schedule schedule = node.scheduler().schedule(call.repeats(1).nextRun(SLOT));
        node.poll();
        Task task = node.scheduler()
                .tasks(TaskQuery.ofSchedule(schedule.id(), 10))
                .items()
                .get(0);
        return task.resultAs(String.class);
    }

    private String refusal(Call call) {
        var refused = assertThrows(
                ScheduleRejectedException.class, () -> node.scheduler().schedule(call.daily()));
        Problem problem = refused.problems().get(0);
        assertEquals(1, refused.problems().size());
        assertEquals("intendedDateKwarg", problem.field());
        return problem.message();
    }

    @Named("days")
    @ApplicationScoped
    static class Days {
        @TaskFunction
        public String instant(int count, Instant at) {
            return at.toString();
        }

        @TaskFunction
        public String zoned(int count, ZonedDateTime at) {
            return at + " " + count;
        }

        @TaskFunction
        public String offset(OffsetDateTime at) {
            return at.toString();
        }

        @TaskFunction
        public String local(LocalDateTime at) {
            return at.toString();
        }

        @TaskFunction
        public String day(LocalDate at) {
            return at.toString();
        }

        @TaskFunction
        public String text(String at) {
            return at;
        }

        @TaskFunction
        public String first(Instant at, int count, String word) {
            return at + " " + count + " " + word;
        }
    }
}
