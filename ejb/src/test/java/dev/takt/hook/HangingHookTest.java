package dev.takt.hook;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.poll.Upkeep;
import dev.takt.task.PendingHooks;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An observer that does not come back. */
@OnBothDatabases
@Timeout(60)
class HangingHookTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TaktNode node;

    HangingHookTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Observers.class)
                .executor(threads)
                .later((job, delay) -> threads.submit(job))
                .start();
    }

    @AfterEach
    void stop() {
        observers().letGo.release(10);
        node.close();
        threads.shutdownNow();
    }

    @Test
    void itHoldsUpNeitherOtherHooksNorTasksNorTheBeat() {
        TaskId hung = node.scheduler().run(call("math.sqrt", 9).hook("hanging"));
        node.poll();
        observers().begun.acquireUninterruptibly();
        TaskId other = node.scheduler().run(call("math.sqrt", 4).hook("named"));
        node.poll();
        observers().named.acquireUninterruptibly();
        node.get(Upkeep.class).tick();
        node.get(Upkeep.class).tick();

        assertEquals(TaskState.SUCCEEDED, end(hung).state());
        assertEquals(TaskState.SUCCEEDED, end(other).state());
        assertTrue(node.get(Node.class).mayClaim());
        assertEquals(
                0,
                node.get(PendingHooks.class).run()
                        + node.get(PendingHooks.class).run(),
                "it is not told twice");
        assertEquals(0, observers().begun.availablePermits());
    }

    @Test
    void afterItsTimeItIsInterruptedAndTheTaskSaysSo() {
        TaskId hung = node.scheduler().run(call("math.sqrt", 9).hook("hanging"));
        node.poll();
        observers().begun.acquireUninterruptibly();
        node.advance(Duration.ofMinutes(5));
        node.get(PendingHooks.class).run();
        assertNull(end(hung).hookError());

        try (Logged logged = new Logged(Hooks.class)) {
            node.advance(Duration.ofSeconds(1));
            node.get(PendingHooks.class).run();
            assertEquals(
                    List.of("WARNING TAKT-408 The hook hanging of task " + hung
                            + " takes longer than PT5M: interrupted"),
                    logged.lines());
        }
        observers().interrupted.acquireUninterruptibly();
        assertEquals("exceeded takt.hook-timeout of PT5M", end(hung).hookError());
        assertEquals(TaskState.SUCCEEDED, end(hung).state());
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
        assertFalse(node.get(Hooks.class).isUnderway(hung.value()));
    }

    @Test
    void oneThatIgnoresTheInterruptChangesNothingMore() {
        TaskId hung = node.scheduler().run(call("math.sqrt", 9).hook("stubborn"));
        node.poll();
        observers().begun.acquireUninterruptibly();
        node.advance(Duration.ofMinutes(6));
        node.get(PendingHooks.class).run();
        observers().letGo.release();
        observers().ended.acquireUninterruptibly();
        node.scheduler().run(call("math.sqrt", 4).hook("named"));
        node.poll();
        observers().named.acquireUninterruptibly();

        assertEquals("exceeded takt.hook-timeout of PT5M", end(hung).hookError());
    }

    private Task end(TaskId id) {
        return node.scheduler().fetch(id, LONG).orElseThrow();
    }

    private Observers observers() {
        return node.get(Observers.class);
    }

    /** Observers that hang. */
    @Singleton
    static class Observers {
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore interrupted = new Semaphore(0);
        private final Semaphore ended = new Semaphore(0);
        private final Semaphore letGo = new Semaphore(0);
        private final Semaphore named = new Semaphore(0);

        void hanging(@Observes @Hook("hanging") TaskFinished finished) {
            begun.release();
            try {
                letGo.acquire();
            } catch (InterruptedException stopped) {
                interrupted.release();
            }
        }

        void stubborn(@Observes @Hook("stubborn") TaskFinished finished) {
            begun.release();
            letGo.acquireUninterruptibly();
            ended.release();
        }

        void named(@Observes @Hook("named") TaskFinished finished) {
            named.release();
        }
    }
}
