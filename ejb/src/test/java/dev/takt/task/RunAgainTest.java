package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 7: a finished task is run again as a new one. */
@OnSetups
class RunAgainTest {
    private static final Instant SLOT = Instant.parse("2026-02-01T03:00:00Z");

    private static final String OPTIONS = "SELECT concat_ws('|', schedule_id, planned_at, name, task_group, func, args,"
            + " kwargs, hook, priority, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg, zone,"
            + " serial) FROM takt_task WHERE id = ";

    private final TaktNode node;

    RunAgainTest(Setup setup) {
        node = TaktNode.on(setup).with(Reports.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theNewTaskHasEverythingOfTheOldOneAndTakesNoSlot() {
        Schedule schedule = node.scheduler()
                .schedule(call("reports.fails", "monthly")
                        .name("nightly")
                        .intendedDateKwarg("at")
                        .zone("Europe/Paris")
                        .hook("mail")
                        .priority(Priority.HIGH)
                        .cluster("default")
                        .timeout(Duration.ofMinutes(1))
                        .maxAttempts(1)
                        .retryDelay(Duration.ofSeconds(5))
                        .repeats(1)
                        .nextRun(SLOT));
        node.poll();
        Task old = last(schedule);
        assertEquals(TaskState.FAILED, old.state());

        TaskId id = node.scheduler().retry(old.taskId());
        Task waiting = task(id);
        node.poll();

        assertEquals(TaskState.WAITING, waiting.state());
        assertEquals(old.id(), waiting.retryOf());
        assertNull(waiting.generation());
        assertEquals(0, waiting.failures());
        assertEquals(option(old.id()), option(id.value()));
        assertEquals("monthly for " + SLOT, task(id).error().message(), "it has run, with the same slot");
        assertEquals(old, task(old.taskId()));
        Schedule after = node.scheduler().find(schedule.id()).orElseThrow();
        assertEquals(0, after.repeats());
        assertEquals(old.id(), after.lastTask());
    }

    @Test
    void anyFinishedTaskCanBeRunAgainAnyNumberOfTimes() {
        TaskId old = node.scheduler().run(call("math.sqrt", 9));
        node.poll();
        TaskId second = node.scheduler().retry(old);
        TaskId third = node.scheduler().retry(old);
        node.scheduler().cancel(third);
        TaskId fourth = node.scheduler().retry(third);
        node.poll();

        assertEquals(TaskState.SUCCEEDED, task(second).state());
        assertEquals(TaskState.SUCCEEDED, task(fourth).state());
        assertEquals(third.value(), task(fourth).retryOf());
    }

    @Test
    void aTaskOfADeletedScheduleCanBeRunAgain() {
        Schedule schedule = node.scheduler().schedule(call("math.sqrt", 9).daily());
        node.poll();
        Task old = last(schedule);
        node.scheduler().delete(schedule.id());

        TaskId id = node.scheduler().retry(old.taskId());
        node.poll();

        assertEquals("3.0", task(id).result());
    }

    @Test
    void whatHasNotFinishedIsRefusedWithItsState() {
        TaskId waiting = node.scheduler().run(call("math.sqrt", 9));

        assertEquals(
                "state: expected a task that is SUCCEEDED, FAILED or CANCELLED, was WAITING: task " + waiting
                        + " has not finished",
                refusal(waiting));
    }

    @Test
    void skippedSlotsAreRefused() {
        TaskId id = node.scheduler().run(call("math.sqrt", 9));
        node.poll();
        node.database().execute("UPDATE takt_task SET state = 'SKIPPED'");

        assertEquals(
                "state: expected a task that is SUCCEEDED, FAILED or CANCELLED, was SKIPPED: task " + id
                        + " stands for slots",
                refusal(id));
    }

    @Test
    void aTaskThatIsNoneIsRefusedByItsId() {
        assertThrows(NoSuchTaskException.class, () -> node.scheduler().retry(new TaskId(4711)));
    }

    @Test
    void toWaitForItInTheOpenTransactionIsRefused() {
        TaskId old = node.scheduler().run(call("math.sqrt", 9));
        node.poll();

        node.inTransaction(() -> {
            TaskId id = node.scheduler().retry(old);
            return assertThrows(
                    IllegalStateException.class, () -> node.scheduler().fetch(id, Duration.ofSeconds(5)));
        });
    }

    private String refusal(TaskId id) {
        return assertThrows(
                        ScheduleConflictException.class, () -> node.scheduler().retry(id))
                .getMessage();
    }

    private List<String> option(long task) {
        return node.database().column(OPTIONS + task);
    }

    private Task last(Schedule schedule) {
        return task(
                new TaskId(node.scheduler().find(schedule.id()).orElseThrow().lastTask()));
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    @Named("reports")
    @ApplicationScoped
    static class Reports {
        @TaskFunction
        public void fails(String which, Instant at) {
            throw new IllegalStateException(which + " for " + at);
        }
    }
}
