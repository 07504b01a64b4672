package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Page;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnSetups
class SchedulerTest {
    private final TaktNode node;
    private final Scheduler scheduler;

    SchedulerTest(Setup setup) {
        node = TaktNode.on(setup).with(Diary.class).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aScheduleMadeInATransactionThatRollsBackNeverExisted() {
        assertThrows(
                IllegalStateException.class,
                () -> node.inTransaction(() -> {
                    scheduler.schedule(call("math.sqrt", 9).name("never"));
                    throw new IllegalStateException("roll back");
                }));
        node.poll();

        assertTrue(scheduler.find("never").isEmpty());
        assertTrue(scheduler.tasks(TaskQuery.newest(10)).items().isEmpty());
    }

    @Test
    void aRefusalDoesNotSpoilTheCallersTransaction() {
        Schedule kept = node.inTransaction(() -> {
            assertThrows(
                    dev.takt.api.ScheduleRejectedException.class, () -> scheduler.schedule(call("math.sqrt", "x")));
            return scheduler.schedule(call("math.sqrt", 9).daily());
        });

        assertTrue(scheduler.find(kept.id()).isPresent());
    }

    @Test
    void runGivesATaskWhoseResultCanBeFetched() {
        TaskId id = scheduler.run(call("math.sqrt", 9));
        node.poll();

        Task task = scheduler.fetch(id, Duration.ofSeconds(5)).orElseThrow();
        assertEquals(3.0, task.resultAs(Double.class));
        assertNull(task.schedule());
    }

    @Test
    void toWaitForATaskOfTheOpenTransactionIsRefused() {
        node.inTransaction(() -> {
            TaskId id = scheduler.run(call("math.sqrt", 9));
            return assertThrows(IllegalStateException.class, () -> scheduler.fetch(id, Duration.ofSeconds(5)));
        });
    }

    @Test
    void aFailureIsKeptWithItsMessageAndStack() {
        TaskId id = scheduler.run(call("math.sqrt", -1));
        node.poll();

        Task task = scheduler.find(id).orElseThrow();
        assertEquals(TaskState.FAILED, task.state());
        assertEquals("java.lang.ArithmeticException", task.error().type());
        assertTrue(task.error().message().contains("-1.0"));
        assertTrue(task.error().stack().contains("MathFunctions"));
        assertEquals(1, task.failures());
    }

    @Test
    void aFailedTaskIsTriedAgainAfterAGrowingDelay() {
        TaskId id = scheduler.run(call("math.sqrt", -1).maxAttempts(3).retryDelay(Duration.ofSeconds(10)));
        node.poll();
        assertEquals(TaskState.WAITING, scheduler.find(id).orElseThrow().state());

        node.advance(Duration.ofSeconds(9));
        node.poll();
        assertEquals(1, scheduler.find(id).orElseThrow().failures());
        node.advance(Duration.ofSeconds(2));
        node.poll();
        assertEquals(2, scheduler.find(id).orElseThrow().failures());
        node.advance(Duration.ofSeconds(19));
        node.poll();
        assertEquals(2, scheduler.find(id).orElseThrow().failures());
        node.advance(Duration.ofSeconds(2));
        node.poll();

        Task task = scheduler.find(id).orElseThrow();
        assertEquals(3, task.failures());
        assertEquals(TaskState.FAILED, task.state());
    }

    @Test
    void deletingWithdrawsTasksThatHaveNotStarted() {
        Schedule schedule =
                scheduler.schedule(call("math.sqrt", -1).hourly().maxAttempts(2).retryDelay(Duration.ofHours(1)));
        node.poll();

        scheduler.delete(schedule.id());

        Task task =
                scheduler.tasks(TaskQuery.ofSchedule(schedule.id(), 10)).items().get(0);
        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals("schedule deleted", task.error().message());
        assertThrows(NoSuchScheduleException.class, () -> scheduler.delete(schedule.id()));
    }

    @Test
    void runNowChangesNeitherNextRunNorRepeats() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).daily().repeats(3).nextRun(Instant.parse("2099-01-01T00:00:00Z")));

        TaskId id = scheduler.runNow(schedule.id());
        node.poll();

        assertEquals(TaskState.SUCCEEDED, scheduler.find(id).orElseThrow().state());
        Schedule after = scheduler.find(schedule.id()).orElseThrow();
        assertEquals(3, after.repeats());
        assertEquals(schedule.nextRun(), after.nextRun());
    }

    @Test
    void sendingBackWhatWasReadBeforeItsRunDoesNotRunAgain() {
        Schedule read = scheduler.schedule(call("math.sqrt", 9).repeats(1));
        node.poll();

        scheduler.update(read.id(), call("math.sqrt", 9).nextRun(read.nextRun()).repeats(read.repeats()));
        node.poll();

        assertEquals(
                1, scheduler.tasks(TaskQuery.ofSchedule(read.id(), 10)).items().size());
    }

    @Test
    void repeatsCanBeSetToOneLess() {
        Schedule read = scheduler.schedule(
                call("math.sqrt", 9).daily().repeats(3).nextRun(Instant.parse("2099-01-01T00:00:00Z")));

        assertEquals(
                2,
                scheduler
                        .update(read.id(), call("math.sqrt", 9).daily().repeats(2))
                        .repeats());
    }

    @Test
    void listsComeInPagesNewestFirst() {
        for (int i = 0; i < 5; i++) {
            scheduler.schedule(call("math.sqrt", i).daily().name("Job_" + i));
        }

        Page<Schedule> first = scheduler.schedules(new ScheduleQuery("job_", null, null, null, null, null, 2));
        Page<Schedule> last = scheduler.schedules(new ScheduleQuery("job_", null, null, null, null, first.next(), 4));

        assertEquals(
                List.of("Job_4", "Job_3"),
                first.items().stream().map(Schedule::name).toList());
        assertEquals(
                List.of("Job_2", "Job_1", "Job_0"),
                last.items().stream().map(Schedule::name).toList());
        assertNull(last.next());
        assertTrue(scheduler
                .schedules(new ScheduleQuery("jobx", null, null, null, null, null, 4))
                .items()
                .isEmpty());
    }

    @Test
    void aScheduleOfAnotherClusterIsLeftAlone() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).daily().cluster("night"));
        node.poll();

        assertTrue(
                scheduler.tasks(TaskQuery.ofSchedule(schedule.id(), 10)).items().isEmpty());
    }

    @Test
    void highPriorityGoesFirstAndLowIsNotStarved() {
        for (int i = 0; i < 60; i++) {
            Priority priority = i < 30 ? Priority.LOW : Priority.HIGH;
            scheduler.run(call("diary.note", priority.name()).priority(priority));
        }
        node.poll();

        List<String> order = node.get(Diary.class).notes();
        assertEquals(60, order.size());
        assertEquals("HIGH", order.get(0));
        assertFalse(order.subList(0, 30).stream().allMatch("HIGH"::equals), "LOW gets its tenth");
    }

    @Test
    void statusTellsOfThisNode() {
        var status = scheduler.status();

        assertEquals(1, status.nodes().size());
        assertTrue(status.nodes().get(0).self());
        assertEquals(0, status.queued());
        assertTrue(scheduler.functions().stream()
                .anyMatch(function -> function.name().equals("math.hypot")));
    }

    /** Knows in which order it was told. */
    @ApplicationScoped
    static class Diary {
        private final List<String> notes = new ArrayList<>();

        @TaskFunction
        public void note(String what) {
            notes.add(what);
        }

        List<String> notes() {
            return notes;
        }
    }
}
