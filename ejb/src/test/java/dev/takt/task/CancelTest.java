package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Task;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.Signals;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 7: cancel, on the node that is asked and on another. */
@OnBothDatabases
class CancelTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Setup setup;
    private final TaktNode asked;
    private final List<TaktNode> others = new ArrayList<>();

    CancelTest(Setup setup) {
        this.setup = setup;
        asked = TaktNode.on(setup).with(Work.class, Observers.class).start();
    }

    @AfterEach
    void stop() {
        others.forEach(TaktNode::close);
        asked.close();
    }

    @Test
    void aWaitingTaskIsCancelledAtOnce() {
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));

        Task task = asked.scheduler().cancel(id);
        asked.poll();

        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals("cancelled by system", task.error().message());
        assertEquals(TaskState.CANCELLED, state(id));
        assertTrue(asked.get(Observers.class).heard().isEmpty(), "no hook");
    }

    @Test
    void aTaskThatWaitsForItsRetryIsCancelledToo() {
        TaskId id = asked.scheduler().run(call("math.sqrt", -1).maxAttempts(3).retryDelay(Duration.ofHours(1)));
        asked.poll();

        Task task = asked.scheduler().cancel(id);

        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals("cancelled by system", task.error().message());
        assertEquals(1, task.failures());
    }

    @Test
    void aFinishedTaskStaysAsItIs() {
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));
        asked.poll();
        Task finished = asked.scheduler().find(id).orElseThrow();

        assertEquals(finished, asked.scheduler().cancel(id));
        assertEquals(0, signals());
    }

    @Test
    void aTaskThatIsNoneIsRefusedByItsId() {
        var refused =
                assertThrows(NoSuchTaskException.class, () -> asked.scheduler().cancel(new TaskId(4711)));

        assertEquals("There is no task 4711", refused.getMessage());
    }

    @Test
    void aCancelThatRollsBackNeverHappened() {
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));

        assertThrows(
                IllegalStateException.class,
                () -> asked.inTransaction(() -> {
                    asked.scheduler().cancel(id);
                    throw new IllegalStateException("roll back");
                }));
        asked.poll();

        assertEquals(TaskState.SUCCEEDED, state(id));
    }

    @Test
    void aTaskQueuedOnAnotherNodeIsCancelledWithThatNodesBeat() {
        TaktNode holder =
                start(TaktNode.on(setup, asked.database()).with(Work.class).holding());
        TaskId id = holder.scheduler().run(call("math.sqrt", 9));
        holder.poll();

        assertEquals(TaskState.CLAIMED, asked.scheduler().cancel(id).state(), "its node has not heard of it");
        assertEquals(0, receive(asked), "it is not for this node");
        assertEquals(1, receive(holder));

        assertEquals(TaskState.CANCELLED, state(id));
        holder.release();
        Task task = asked.scheduler().find(id).orElseThrow();
        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals(null, task.startedAt());
        assertEquals("cancelled by system", task.error().message());
        assertEquals(0, signals());
    }

    @Test
    void aRunningTaskIsInterruptedAtOnceAndNotTriedAgain() throws Exception {
        TaktNode running = start(threaded());
        TaskId id = running.scheduler().run(call("work.waits").maxAttempts(3));
        running.poll();
        running.get(Work.class).awaitStart();

        running.scheduler().cancel(id);

        Task task = running.scheduler().fetch(id, LONG).orElseThrow();
        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals(0, task.failures());
        assertTrue(task.startedAt() != null);
        assertTrue(running.get(Work.class).wasInterrupted());
        assertTrue(running.get(Observers.class).heard().isEmpty(), "no hook");
    }

    @Test
    void aTaskRunningOnAnotherNodeIsInterruptedWithThatNodesBeat() throws Exception {
        TaktNode running = start(threaded());
        TaskId id = running.scheduler().run(call("work.waits"));
        running.poll();
        running.get(Work.class).awaitStart();

        assertTrue(!asked.scheduler().cancel(id).state().isFinished());
        assertEquals(1, receive(running));

        assertEquals(TaskState.CANCELLED, state(id));
        assertTrue(running.get(Work.class).wasInterrupted());
    }

    @Test
    void aFunctionThatIgnoresTheInterruptKeepsNoWorkerAndItsOutcomeIsDropped() throws Exception {
        TaktNode running = start(threaded().setting("takt.workers", "1"));
        TaskId stubborn = running.scheduler().run(call("work.ignores"));
        running.poll();
        running.get(Work.class).awaitStart();
        running.scheduler().cancel(stubborn);
        Task cancelled = running.scheduler().fetch(stubborn, LONG).orElseThrow();

        TaskId next = running.scheduler().run(call("math.sqrt", 9));
        running.poll();
        assertEquals(
                TaskState.SUCCEEDED,
                running.scheduler().fetch(next, LONG).orElseThrow().state());

        running.get(Work.class).letGo();
        assertTrue(running.get(Work.class).hasEnded());
        assertEquals(cancelled, running.scheduler().find(stubborn).orElseThrow());
        assertEquals(TaskState.CANCELLED, cancelled.state());
    }

    @Test
    void aTaskThatItsNodeIsJustTakingInIsCancelledWithTheNextBeat() {
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));
        asked.database()
                .execute("UPDATE takt_task SET state = 'CLAIMED', fence = 1, node = "
                        + asked.get(Node.class).id());
        asked.scheduler().cancel(id);

        assertEquals(0, receive(asked), "claimed, and not yet in memory");
        assertEquals(1, signals());
        asked.database().execute("UPDATE takt_task SET state = 'WAITING', fence = 2, node = NULL");
        assertEquals(1, receive(asked));
        assertEquals(TaskState.CANCELLED, state(id));
    }

    @Test
    void theSignalFollowsATaskThatHasMovedToAnotherNode() {
        TaktNode holder =
                start(TaktNode.on(setup, asked.database()).with(Work.class).holding());
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));
        asked.database()
                .execute("UPDATE takt_task SET state = 'CLAIMED', fence = 1, node = "
                        + asked.get(Node.class).id());
        asked.scheduler().cancel(id);
        asked.database().execute("UPDATE takt_task SET state = 'WAITING', fence = 2, node = NULL");
        holder.poll();
        assertTrue(holder.get(InMemory.class).tasks().contains(id.value()));

        assertEquals(1, receive(asked));
        assertEquals(1, receive(holder));

        assertEquals(TaskState.CANCELLED, state(id));
        assertEquals(0, signals());
    }

    @Test
    void theSignalForANodeThatIsGoneIsTakenOver() {
        TaktNode holder =
                start(TaktNode.on(setup, asked.database()).with(Work.class).holding());
        TaskId id = holder.scheduler().run(call("math.sqrt", 9));
        holder.poll();
        asked.scheduler().cancel(id);
        asked.database()
                .execute("DELETE FROM takt_node WHERE id = "
                        + holder.get(Node.class).id());

        assertEquals(1, receive(asked));
        assertEquals(TaskState.CANCELLED, state(id));
        holder.release();
        assertEquals(TaskState.CANCELLED, state(id), "what the lost node may bring is dropped");
    }

    @Test
    void nobodyWaitsForARowThatIsJustBeingChanged() throws Exception {
        TaskId id = asked.scheduler().run(call("math.sqrt", 9));
        var database = asked.database();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT id FROM takt_task FOR UPDATE").close();

            assertEquals(TaskState.WAITING, asked.scheduler().cancel(id).state());
            assertEquals(0, receive(asked));
            connection.rollback();
        }
        assertEquals(1, receive(asked));
        assertEquals(TaskState.CANCELLED, state(id));
    }

    private TaktNode.Builder threaded() {
        return TaktNode.on(setup, asked.database())
                .with(Work.class, Observers.class)
                .threaded();
    }

    private TaktNode start(TaktNode.Builder builder) {
        TaktNode node = builder.start();
        others.add(node);
        return node;
    }

    private static int receive(TaktNode node) {
        return node.get(Signals.class).receive();
    }

    private long signals() {
        return asked.database().count("SELECT count(*) FROM takt_signal");
    }

    private TaskState state(TaskId id) {
        return asked.scheduler().find(id).orElseThrow().state();
    }

    @ApplicationScoped
    static class Observers {
        private final List<Long> heard = new ArrayList<>();

        void all(@Observes TaskFinished finished) {
            heard.add(finished.task().id());
        }

        List<Long> heard() {
            return List.copyOf(heard);
        }
    }

    @Named("work")
    @ApplicationScoped
    static class Work {
        @Inject
        TaskContext task;

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        @TaskFunction
        public void waits() throws InterruptedException {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                if (task.isCancelled()) {
                    interrupted.countDown();
                }
            }
        }

        @TaskFunction
        public String ignores() {
            started.countDown();
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
            ended.countDown();
            return "ended after all";
        }

        void awaitStart() throws InterruptedException {
            assertTrue(started.await(20, TimeUnit.SECONDS));
        }

        boolean wasInterrupted() throws InterruptedException {
            return interrupted.await(20, TimeUnit.SECONDS);
        }

        void letGo() {
            mayEnd.countDown();
        }

        boolean hasEnded() throws InterruptedException {
            return ended.await(20, TimeUnit.SECONDS);
        }
    }
}
