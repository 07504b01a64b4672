package dev.takt;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.Schedule;
import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The four examples of Django-Q's page on schedules. */
@OnSetups
class ExamplesTest {
    private final TaktNode node;

    ExamplesTest(Setup setup) {
        node = TaktNode.on(setup).with(Heard.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void copysignRunsDailyAndItsHookHearsOfIt() {
        Schedule schedule = node.scheduler()
                .schedule(call("math.copysign", 2, -2).hook("hooks.printResult").daily());
        node.poll();

        Task task = onlyTask(schedule.id());
        assertEquals(TaskState.SUCCEEDED, task.state());
        assertEquals("-2.0", task.result());
        assertEquals(List.of(task.id()), node.get(Heard.class).tasks());
        Schedule after = node.scheduler().find(schedule.id()).orElseThrow();
        assertEquals(schedule.nextRun().plus(1, ChronoUnit.DAYS), after.nextRun());
        assertEquals(-2, after.repeats());
        assertEquals(task.id(), after.lastTask());
        assertEquals(true, after.success());
    }

    @Test
    void aRowMadeDirectlyInTheTableRunsLikeAnyOther() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, hook, args, schedule_type)"
                        + " VALUES ('math.copysign', 'hooks.printResult', '2,-2', 'D')");
        node.poll();

        Schedule schedule = node.scheduler()
                .schedules(dev.takt.api.ScheduleQuery.newest(1))
                .items()
                .get(0);
        assertEquals("-2.0", onlyTask(schedule.id()).result());
        assertEquals(1, node.get(Heard.class).tasks().size());
    }

    @Test
    void sqrtRunsHourlyWithATimeout() {
        Schedule schedule = node.scheduler()
                .schedule(call("math.sqrt", 9)
                        .hook("hooks.printResult")
                        .timeout(Duration.ofSeconds(30))
                        .hourly());
        node.poll();

        assertEquals("3.0", onlyTask(schedule.id()).result());
        assertEquals(
                schedule.nextRun().plus(1, ChronoUnit.HOURS),
                node.scheduler().find(schedule.id()).orElseThrow().nextRun());
    }

    @Test
    void hypotRunsEveryFiveMinutesTwentyFourTimes() {
        Instant atSix = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(42, ChronoUnit.HOURS);
        Schedule schedule = node.scheduler()
                .schedule(call("math.hypot", 3, 4).everyMinutes(5).repeats(24).nextRun(atSix));
        node.poll();
        assertTrue(tasks(schedule.id()).isEmpty(), "nothing runs before its time");

        node.advance(Duration.between(Instant.now(), atSix).plusMinutes(5 * 30));
        node.poll();

        List<Task> tasks = tasks(schedule.id());
        assertEquals(24, tasks.size());
        assertTrue(tasks.stream().allMatch(task -> "5.0".equals(task.result())));
        Schedule after = node.scheduler().find(schedule.id()).orElseThrow();
        assertEquals(0, after.repeats());
        assertEquals(dev.takt.api.ScheduleState.FINISHED, after.state());
    }

    private Task onlyTask(long schedule) {
        List<Task> tasks = tasks(schedule);
        assertEquals(1, tasks.size());
        return tasks.get(0);
    }

    private List<Task> tasks(long schedule) {
        return node.scheduler().tasks(TaskQuery.ofSchedule(schedule, 100)).items();
    }

    /** Hears of the built-in hook beside its own observer. */
    @ApplicationScoped
    static class Heard {
        private final List<Long> tasks = new ArrayList<>();

        void hear(@Observes @Hook("hooks.printResult") TaskFinished finished) {
            tasks.add(finished.task().id());
        }

        List<Long> tasks() {
            return List.copyOf(tasks);
        }
    }
}
