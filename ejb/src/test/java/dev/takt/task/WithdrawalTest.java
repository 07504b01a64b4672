package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.Missed;
import dev.takt.api.Schedule;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.Signals;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 5: pause and delete reach tasks that stand in another node's queue. */
@OnBothDatabases
class WithdrawalTest {
    private final TaktNode holder;
    private final TaktNode asked;

    WithdrawalTest(Setup setup) {
        holder = TaktNode.on(setup).holding().start();
        asked = TaktNode.on(setup, holder.database()).start();
    }

    @AfterEach
    void stop() {
        asked.close();
        holder.close();
    }

    @Test
    void aPauseWithdrawsWhatAnotherNodeHasQueuedAndGivesItsRepeatsBackOnce() {
        Schedule schedule = threeSlotsQueued();
        assertEquals(7, repeats(schedule));

        asked.scheduler().pause(schedule.id());
        assertEquals(List.of("CLAIMED"), states(), "their node has not heard of it");
        assertEquals(1, receive(holder));

        assertEquals(List.of("CANCELLED"), states());
        assertEquals(List.of("paused"), asked.database().column("SELECT DISTINCT error_message FROM takt_task"));
        assertEquals(10, repeats(schedule));
        assertEquals(0, receive(holder));
        holder.release();
        assertEquals(List.of("CANCELLED"), states());
        assertEquals(10, repeats(schedule));
    }

    @Test
    void aDeletionWithdrawsWhatAnotherNodeHasQueued() {
        Schedule schedule = threeSlotsQueued();

        asked.scheduler().delete(schedule.id());
        assertEquals(1, receive(holder));

        assertEquals(List.of("CANCELLED"), states());
        assertEquals(
                List.of("schedule deleted"), asked.database().column("SELECT DISTINCT error_message FROM takt_task"));
        assertEquals(0, signals());
    }

    @Test
    void aScheduleResumedBeforeTheSignalCameKeepsItsTasks() {
        Schedule schedule = threeSlotsQueued();

        asked.scheduler().pause(schedule.id());
        asked.scheduler().resume(schedule.id(), Missed.BY_RULE);
        receive(holder);

        assertEquals(List.of("CLAIMED"), states());
        assertEquals(7, repeats(schedule));
        holder.release();
        assertEquals(List.of("SUCCEEDED"), states());
    }

    @Test
    void onlySlotsGiveTheirRepeatsBack() {
        Schedule schedule = threeSlotsQueued();
        holder.release();
        TaskId again = holder.scheduler()
                .retry(new TaskId(
                        asked.scheduler().find(schedule.id()).orElseThrow().lastTask()));
        TaskId now = holder.scheduler().runNow(schedule.id());
        holder.poll();

        asked.scheduler().pause(schedule.id());
        receive(holder);

        assertEquals(TaskState.CANCELLED, state(again));
        assertEquals(TaskState.CANCELLED, state(now));
        assertEquals(7, repeats(schedule));
    }

    @Test
    void repeatsWithoutEndStayWithoutEnd() {
        Schedule schedule = holder.scheduler()
                .schedule(call("math.sqrt", 9).every(Duration.ofHours(1)).nextRun(firstSlot()));
        holder.poll();
        long left = repeats(schedule);

        asked.scheduler().pause(schedule.id());
        receive(holder);

        assertEquals(List.of("CANCELLED"), states());
        assertEquals(left, repeats(schedule));
    }

    @Test
    void whatANodeThatIsGoneHadQueuedIsWithdrawnAfterItsTakeOver() {
        Schedule schedule = threeSlotsQueued();
        asked.database()
                .execute("DELETE FROM takt_node WHERE id = "
                        + holder.get(Node.class).id());
        asked.scheduler().pause(schedule.id());

        assertEquals(0, receive(asked), "not yet taken over");
        asked.get(LostTasks.class).takeOver();
        assertEquals(1, receive(asked));

        assertEquals(List.of("CANCELLED"), states());
        assertEquals(10, repeats(schedule));
    }

    private Schedule threeSlotsQueued() {
        Schedule schedule = holder.scheduler()
                .schedule(call("math.sqrt", 9)
                        .every(Duration.ofHours(1))
                        .nextRun(firstSlot())
                        .repeats(10));
        holder.poll();
        assertEquals(3, asked.database().count("SELECT count(*) FROM takt_task WHERE state = 'CLAIMED'"));
        return schedule;
    }

    /** Two hours and a half ago: three slots of an hourly schedule are due. */
    private Instant firstSlot() {
        return asked.scheduler().status().now().minus(Duration.ofMinutes(150));
    }

    private static int receive(TaktNode node) {
        return node.get(Signals.class).receive();
    }

    private long repeats(Schedule schedule) {
        return asked.database().count("SELECT repeats FROM takt_schedule WHERE id = " + schedule.id());
    }

    private List<String> states() {
        return asked.database().column("SELECT DISTINCT state FROM takt_task");
    }

    private TaskState state(TaskId id) {
        return asked.scheduler().find(id).orElseThrow().state();
    }

    private long signals() {
        return asked.database().count("SELECT count(*) FROM takt_signal");
    }
}
