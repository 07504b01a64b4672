package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.cluster.Reconcile;
import dev.takt.cluster.Signals;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.DatabaseException;
import dev.takt.task.Completions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PROTOCOL N7, N10 and N11: what a node has under the id by which it was declared dead, and what it cannot mark as started. */
@OnBothDatabases
class NewIdTest {
    private final TaktNode node;

    NewIdTest(Setup setup) {
        node = TaktNode.on(setup).with(Work.class).holding().start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theEndOfARunUnderTheOldIdErasesNothingOfANewClaimOfTheSameTask() {
        TaskId id = node.scheduler().run(call("work.once"));
        node.poll();
        List<Object> seen = new ArrayList<>();
        work().during(this::isDeclaredDeadAndClaimsAgain, () -> {
            node.get(Completions.class).flush(); // the outcome of the first run
            seen.add(node.get(InMemory.class).tasks());
            seen.add(node.get(Reconcile.class).run());
            seen.add(node.get(Reconcile.class).run());
        });
        node.release();

        assertEquals(List.of(Set.of(id.value()), 0, 0), seen);
        assertEquals(2, work().runs());
        assertEquals(TaskState.SUCCEEDED, state(id));
    }

    private void isDeclaredDeadAndClaimsAgain() {
        isDeclaredDead();
        assertEquals(1, node.get(LostTasks.class).takeOver());
        node.get(NodeBeat.class).beat();
        node.poll();
    }

    @Test
    void aPauseWithdrawsWhatRunsHereUnderTheOldIdOnceItIsTakenOver() {
        Schedule schedule = node.scheduler().schedule(call("work.once").every(Duration.ofHours(1)));
        node.poll();
        work().during(
                        () -> {
                            isDeclaredDead();
                            node.get(NodeBeat.class).beat();
                            node.scheduler().pause(schedule.id());
                            assertEquals(1, node.get(LostTasks.class).takeOver());
                            assertEquals(1, node.get(Signals.class).receive());
                        },
                        () -> {});
        node.release();
        node.get(Completions.class).flush();

        assertEquals(List.of("CANCELLED"), node.database().column("SELECT state FROM takt_task"));
        assertEquals(1, work().runs());
    }

    @Test
    void anAnswerToAClaimOfTheOldIdStartsNothing() {
        TaskId id = node.scheduler().run(call("work.once"));
        node.poll();
        ClaimedTask late = node.get(Dispatcher.class).takeOut(id.value()).orElseThrow();
        isDeclaredDead();
        assertFalse(node.get(NodeBeat.class).beat());

        node.get(Dispatcher.class).add(List.of(late));
        node.release();

        assertEquals(0, work().runs());
        assertEquals(List.of(), List.copyOf(node.get(InMemory.class).tasks()));
        assertEquals(1, node.get(LostTasks.class).takeOver());
        node.poll();
        node.release();
        assertEquals(TaskState.SUCCEEDED, state(id));
        assertEquals(1, work().runs());
    }

    @Test
    void theNewIdIsNotUsedBeforeItIsRegistered() {
        long oldId = node.get(Node.class).id();
        isDeclaredDead();
        node.database().execute("ALTER TABLE takt_function RENAME TO away");

        assertThrows(DatabaseException.class, () -> node.get(NodeBeat.class).beat());
        assertEquals(oldId, node.get(Node.class).id());
        assertFalse(node.get(Node.class).mayStart());

        node.database().execute("ALTER TABLE away RENAME TO takt_function");
        assertFalse(node.get(NodeBeat.class).beat());
        assertTrue(node.get(Node.class).mayStart());
        assertEquals(
                node.get(Node.class).id(), node.database().count("SELECT id FROM takt_node"), "and no other is there");
    }

    @Test
    void aBeatAfterTheNodeHasLeftRegistersNothing() {
        node.get(NodeBeat.class).leave();

        assertFalse(node.get(NodeBeat.class).beat());

        assertEquals(0, node.database().count("SELECT count(*) FROM takt_node"));
    }

    @Test
    void aTaskThatWasLostOnceAndIsSomebodyElsesByNowDoesNotStart() {
        TaskId id = claimedAfterALoss();
        node.database().execute("UPDATE takt_task SET fence = fence + 1");

        node.release();

        assertEquals(0, work().runs());
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
    }

    @Test
    void aTaskWhoseStartMarkCannotBeWrittenWaitsAgain() {
        TaskId id = claimedAfterALoss();
        node.database().execute("ALTER TABLE takt_task RENAME COLUMN started_mark TO away");
        node.release();
        assertEquals(0, work().runs());

        node.database().execute("ALTER TABLE takt_task RENAME COLUMN away TO started_mark");
        assertEquals(0, node.get(Unsettled.class).settle());

        assertEquals(TaskState.WAITING, state(id));
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
    }

    private TaskId claimedAfterALoss() {
        TaskId id = node.scheduler().run(call("work.once"));
        node.database().execute("UPDATE takt_task SET losses = 1");
        node.poll();
        return id;
    }

    private void isDeclaredDead() {
        node.database().execute("DELETE FROM takt_function");
        node.database().execute("DELETE FROM takt_node");
    }

    private TaskState state(TaskId id) {
        return node.scheduler().find(id).orElseThrow().state();
    }

    private Work work() {
        return node.get(Work.class);
    }

    /** Does what the test wants done during its runs. */
    @Named("work")
    @ApplicationScoped
    static class Work {
        private final Queue<Runnable> during = new ConcurrentLinkedQueue<>();
        private int runs;

        void during(Runnable first, Runnable second) {
            during.add(first);
            during.add(second);
        }

        int runs() {
            return runs;
        }

        @TaskFunction
        public void once() {
            runs++;
            Runnable meanwhile = during.poll();
            if (meanwhile != null) {
                meanwhile.run();
            }
        }
    }
}
