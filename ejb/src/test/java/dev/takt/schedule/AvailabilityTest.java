package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.AuditQuery;
import dev.takt.api.Call;
import dev.takt.api.Missed;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.config.Started;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that could not start says why, whatever it is asked for. */
class AvailabilityTest {
    private static final TaskId TASK = new TaskId(1);

    @ParameterizedTest
    @MethodSource
    void whoeverAsksANodeThatCouldNotStartIsToldWhy(Executable question) {
        var unavailable = assertThrows(SchedulerUnavailableException.class, question);

        assertEquals("no database", unavailable.getMessage());
    }

    static Stream<Executable> whoeverAsksANodeThatCouldNotStartIsToldWhy() {
        Started started = new Started();
        started.fail("no database");
        Scheduler scheduler = new DefaultScheduler(
                started, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
        Call call = call("math.sqrt", 9);
        return Stream.of(
                () -> scheduler.schedule(call),
                () -> scheduler.scheduleAll(List.of(call)),
                () -> scheduler.find(1),
                () -> scheduler.find("nightly"),
                () -> scheduler.schedules(ScheduleQuery.newest(10)),
                () -> scheduler.update(1, call),
                () -> scheduler.createOrUpdate("nightly", call),
                () -> scheduler.preview(1, 3),
                () -> scheduler.preview(call, 3),
                () -> scheduler.audit(AuditQuery.newest(10)),
                () -> scheduler.runStats(Duration.ofMinutes(1), 60),
                () -> scheduler.runStatsByFunction(Duration.ofHours(1)),
                () -> scheduler.missed(1),
                () -> scheduler.delete(1),
                () -> scheduler.pause(1),
                () -> scheduler.resume(1, Missed.SKIP),
                () -> scheduler.runNow(1),
                () -> scheduler.run(call),
                () -> scheduler.find(TASK),
                () -> scheduler.fetch(TASK, Duration.ZERO),
                () -> scheduler.tasks(TaskQuery.newest(10)),
                () -> scheduler.group("books"),
                () -> scheduler.delete(TASK),
                () -> scheduler.cancel(TASK),
                () -> scheduler.retry(TASK),
                scheduler::functions,
                scheduler::status);
    }
}
