package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Overlap;
import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 2: overlap. Tasks stay unfinished until the test releases them. */
@OnBothDatabases
class OverlapTest {
    private final TaktNode node;
    private final Scheduler scheduler;

    OverlapTest(Setup setup) {
        node = TaktNode.on(setup).holding().start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void allowedSlotsRunBesideAnUnfinishedTask() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.ALLOW));
        node.poll();
        minutesPass(2);

        assertEquals(3, tasks(schedule, TaskState.CLAIMED).size());
    }

    @Test
    void aSlotDueWhileAnEarlierTaskIsUnfinishedIsSkipped() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.SKIP).repeats(10));
        node.poll();
        minutesPass(1);
        minutesPass(1);

        assertEquals(1, tasks(schedule, TaskState.CLAIMED).size());
        Task skipped = tasks(schedule, TaskState.SKIPPED).get(0);
        assertEquals(1, tasks(schedule, TaskState.SKIPPED).size(), "consecutive ones are one row");
        assertEquals(2L, skipped.skippedCount());
        assertEquals(
                "2 slots: due while an earlier run was unfinished",
                skipped.error().message());
        assertEquals(9, read(schedule).repeats(), "a skipped slot takes none");

        node.release();
        minutesPass(1);
        node.release();
        assertEquals(2, tasks(schedule, TaskState.SUCCEEDED).size());
    }

    @Test
    void ofABacklogTheOldestSlotRunsAndTheOthersAreSkipped() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.SKIP));
        minutesPass(3);

        assertEquals(1, tasks(schedule, TaskState.CLAIMED).size());
        Task skipped = tasks(schedule, TaskState.SKIPPED).get(0);
        assertEquals(3L, skipped.skippedCount());
        assertEquals(schedule.nextRun().plus(Duration.ofMinutes(1)), skipped.slot());
        assertEquals(schedule.nextRun().plus(Duration.ofMinutes(3)), skipped.skippedLast());
        assertEquals(
                schedule.nextRun().plus(Duration.ofMinutes(4)), read(schedule).nextRun());
    }

    @Test
    void aRunBetweenThemPartsSkippedSlotsIntoTwoRows() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.SKIP).save(false));
        node.poll();
        minutesPass(1);
        node.release();
        minutesPass(1);
        minutesPass(1);

        assertEquals(
                List.of(1L, 1L),
                tasks(schedule, TaskState.SKIPPED).stream()
                        .map(Task::skippedCount)
                        .toList());
    }

    @Test
    void aSlotThatWaitsRunsWhenTheEarlierOneHasEnded() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.WAIT));
        minutesPass(2);
        assertEquals(1, tasks(schedule, TaskState.CLAIMED).size());
        assertEquals(1, tasks(schedule, null).size());

        for (int ran = 1; ran <= 3; ran++) {
            node.release();
            assertEquals(ran, tasks(schedule, TaskState.SUCCEEDED).size());
            node.poll();
        }

        assertEquals(
                node.database().column("SELECT id FROM takt_task ORDER BY planned_at"),
                node.database().column("SELECT id FROM takt_task ORDER BY finished_at"));
    }

    @Test
    void aTaskThatWaitsForItsRetryIsUnfinished() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1)
                .everyMinutes(1)
                .overlap(Overlap.SKIP)
                .maxAttempts(2)
                .retryDelay(Duration.ofHours(1)));
        node.poll();
        node.release();
        minutesPass(1);

        assertEquals(1, tasks(schedule, TaskState.WAITING).size());
        assertEquals(1, tasks(schedule, TaskState.SKIPPED).size());
    }

    @Test
    void aRunAskedForByHandCountsAsAnEarlierTask() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.WAIT).nextRun(inAMinute()));
        scheduler.runNow(schedule.id());
        minutesPass(1);
        assertEquals(1, tasks(schedule, null).size(), "the slot waits");

        node.release();
        node.poll();
        assertEquals(2, tasks(schedule, null).size());
    }

    @Test
    void tasksUnderWayCountWhenOverlapIsForbiddenLater() {
        Schedule schedule = scheduler.schedule(everyMinute(Overlap.ALLOW));
        node.poll();
        scheduler.update(schedule.id(), everyMinute(Overlap.SKIP));
        minutesPass(1);

        assertEquals(1, tasks(schedule, TaskState.CLAIMED).size());
        assertEquals(1, tasks(schedule, TaskState.SKIPPED).size());
    }

    @Test
    void onceRunsAlthoughAnEarlierTaskIsUnfinished() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).repeats(1).nextRun(inAMinute()).overlap(Overlap.SKIP));
        scheduler.runNow(schedule.id());
        minutesPass(1);

        assertEquals(2, tasks(schedule, TaskState.CLAIMED).size());
    }

    @Test
    void aWaitingScheduleHoldsUpNoOther() {
        scheduler.schedule(everyMinute(Overlap.WAIT));
        minutesPass(5);
        Schedule other = scheduler.schedule(call("math.sqrt", 4).hourly());
        node.poll();

        assertEquals(1, tasks(other, TaskState.CLAIMED).size());
    }

    @Test
    void anUnknownOverlapSetByHandBreaksOnlyItsRow() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type, overlap)"
                        + " VALUES ('math.sqrt', '9', 'H', 'MAYBE')");
        node.poll();

        Schedule broken = scheduler.find(1).orElseThrow();
        assertTrue(broken.broken().startsWith("overlap: expected ALLOW, SKIP or WAIT"), broken.broken());
    }

    private Instant inAMinute() {
        return scheduler.status().now().plus(Duration.ofSeconds(30));
    }

    private static Call everyMinute(Overlap overlap) {
        return call("math.sqrt", 9).everyMinutes(1).overlap(overlap);
    }

    private void minutesPass(int minutes) {
        node.advance(Duration.ofMinutes(minutes));
        node.poll();
    }

    private Schedule read(Schedule schedule) {
        return scheduler.find(schedule.id()).orElseThrow();
    }

    private List<Task> tasks(Schedule schedule, TaskState state) {
        return scheduler
                .tasks(TaskQuery.ofSchedule(schedule.id(), 100).in(state))
                .items();
    }
}
