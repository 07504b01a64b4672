package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, sections 7 and 10: tasks by group. */
@OnBothDatabases
class GroupsTest {
    private final TaktNode node;
    private final Scheduler scheduler;
    private final TaskGroup roots;

    GroupsTest(Setup setup) {
        node = TaktNode.on(setup).start();
        scheduler = node.scheduler();
        roots = scheduler.group("roots");
        for (int number : new int[] {4, 9, -1}) {
            scheduler.run(call("math.sqrt", number).group("roots"));
        }
        scheduler.run(call("math.sqrt", 16).group("others"));
        node.poll();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void resultsAreThoseOfTheSuccessesInOrder() {
        assertEquals(List.of(2.0, 3.0), roots.results(Double.class));
        assertEquals(List.of(), scheduler.group("nobody").results(Double.class));
    }

    @Test
    void tasksAreCountedAndFetchedByState() {
        assertEquals(3, roots.count());
        assertEquals(1, roots.count(TaskState.FAILED));
        assertEquals(0, roots.count(TaskState.RUNNING));
        assertEquals(3, roots.fetch().size());
        assertEquals(
                List.of("[4]", "[9]"),
                roots.fetch(TaskState.SUCCEEDED).stream().map(Task::args).toList());
        assertEquals("roots", roots.name());
    }

    @Test
    void waitingEndsWhenSoManyHaveFinished() {
        assertEquals(3, roots.await(3, Duration.ofSeconds(5)).size());
        assertEquals(3, roots.await(4, Duration.ZERO).size());
        assertThrows(ScheduleRejectedException.class, () -> roots.await(0, Duration.ZERO));
    }

    @Test
    void deletingLeavesWhatIsUnderWay() {
        scheduler.run(call("math.sqrt", 25).group("roots"));

        assertEquals(3, roots.delete());
        assertEquals(1, roots.count());
        assertEquals(1, scheduler.group("others").count());
    }

    @Test
    void theGroupIsTheOptionElseTheSchedulesNameElseItsId() {
        Schedule byOption =
                scheduler.schedule(call("math.sqrt", 4).daily().name("a").group("g"));
        Schedule byName = scheduler.schedule(call("math.sqrt", 4).daily().name("b"));
        Schedule byId = scheduler.schedule(call("math.sqrt", 4).daily());
        node.poll();

        assertEquals(byOption.id(), scheduler.group("g").fetch().get(0).schedule());
        assertEquals(byName.id(), scheduler.group("b").fetch().get(0).schedule());
        assertEquals(byId.id(), scheduler.group("" + byId.id()).fetch().get(0).schedule());
    }

    @Test
    void onlyFinishedTasksCanBeDeleted() {
        Task finished = roots.fetch().get(0);
        TaskId waiting = scheduler.run(call("math.sqrt", 25));

        assertTrue(scheduler.delete(finished.taskId()));
        assertFalse(scheduler.delete(finished.taskId()));
        assertThrows(ScheduleConflictException.class, () -> scheduler.delete(waiting));
    }
}
