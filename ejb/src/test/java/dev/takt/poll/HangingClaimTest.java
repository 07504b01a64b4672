package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.config.Pulse;
import dev.takt.harness.FaultyPool;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A claim that gets no answer: the network swallows it, and no driver's time-out ends the wait. */
@OnBothDatabases
@Timeout(60)
class HangingClaimTest {
    private final FaultyPool pool = new FaultyPool();
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore answer = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TaktNode node;

    HangingClaimTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Gate.class)
                .dataSource(pool)
                .executor(threads)
                .start();
    }

    @AfterEach
    void stop() {
        answer.release(10);
        node.close();
        threads.shutdownNow();
    }

    @Test
    void itHoldsUpNoOutcomeAndNoBeatIsShownByThePulseAndGoesOnWhenItsAnswerComes() throws InterruptedException {
        TaskId running = node.scheduler().run(call("gate.hold"));
        node.poll();
        gate().held.acquireUninterruptibly();
        Thread poller = new Thread(node::poll);
        pool.before(sql -> {
            if (Thread.currentThread() == poller && sql.contains("FOR UPDATE SKIP LOCKED")) {
                asked.release();
                answer.acquireUninterruptibly();
            }
        });
        TaskId waiting = node.scheduler().run(call("math.sqrt", 9));
        poller.start();
        asked.acquireUninterruptibly();

        node.poll(); // comes back at once
        Duration before = node.get(Pulse.class).silence();
        for (int second = 0; second < 20; second++) {
            node.standStill(Duration.ofSeconds(1));
            node.get(Upkeep.class).tick();
        }
        assertTrue(node.get(Node.class).mayClaim(), "it beats");
        assertEquals(before.plusSeconds(20), node.get(Pulse.class).silence());
        gate().open.release();
        assertEquals(TaskState.SUCCEEDED, end(running));
        assertEquals(
                TaskState.WAITING, node.scheduler().find(waiting).orElseThrow().state());

        pool.before(sql -> {});
        answer.release();
        poller.join();
        assertEquals(TaskState.SUCCEEDED, end(waiting));
        assertEquals(Duration.ZERO, node.get(Pulse.class).silence());
    }

    private TaskState end(TaskId id) {
        return node.scheduler().fetch(id, Duration.ofSeconds(20)).orElseThrow().state();
    }

    private Gate gate() {
        return node.get(Gate.class);
    }

    /** Runs until it is let go. */
    @Named("gate")
    @Singleton
    static class Gate {
        private final Semaphore held = new Semaphore(0);
        private final Semaphore open = new Semaphore(0);

        @TaskFunction
        public void hold() throws InterruptedException {
            held.release();
            open.acquire();
        }
    }
}
