package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NodeInfo;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.NodeBeat;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many tasks a node runs at once: as configured, and as somebody says later. */
@OnBothDatabases
@Timeout(60)
class WorkersTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TaktNode node;

    WorkersTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Gate.class)
                .threaded()
                .setting("takt.workers", "4")
                .setting("takt.transactional-workers", "1")
                .start();
    }

    @AfterEach
    void stop() {
        node.get(Gate.class).open(100);
        node.close();
    }

    @Test
    void onlySoManyTransactionalTasksRunAtOnceAndOthersPassThem() {
        TaskId first = node.scheduler().run(call("gate.hold"));
        TaskId second = node.scheduler().run(call("gate.hold"));
        TaskId plain = node.scheduler().run(call("math.sqrt", 9));
        node.poll();
        node.get(Gate.class).awaitHeld(1);

        assertEquals(TaskState.SUCCEEDED, end(plain));
        assertEquals(0, node.get(Gate.class).held(), "only one has begun");
        node.get(Gate.class).open(2);
        assertEquals(TaskState.SUCCEEDED, end(first));
        assertEquals(TaskState.SUCCEEDED, end(second));
    }

    @Test
    void moreMayRunAtOnceAsSoonAsTheNodeHasReadIt() {
        resize(4, 2);
        node.scheduler().run(call("gate.hold"));
        node.scheduler().run(call("gate.hold"));
        node.poll();

        node.get(Gate.class).awaitHeld(2);
    }

    @Test
    void fewerRunAsThoseThatRunEnd() {
        resize(1, 1);
        TaskId held = node.scheduler().run(call("gate.hold"));
        node.poll();
        node.get(Gate.class).awaitHeld(1);
        TaskId plain = node.scheduler().run(call("math.sqrt", 9));
        node.poll();

        assertEquals(1, node.get(Dispatcher.class).workers());
        node.get(Gate.class).open(1);
        assertEquals(TaskState.SUCCEEDED, end(held));
        assertEquals(TaskState.SUCCEEDED, end(plain));
    }

    @Test
    void whatIsSaidIsShownAndNoted() {
        resize(3, 2);

        NodeInfo shown = self();
        assertEquals(3, shown.workers());
        assertEquals(2, shown.transactionalWorkers());
        assertEquals(3, node.scheduler().status().workers());
        var entry = node.scheduler()
                .audit(AuditQuery.of(AuditSubject.NODE, Long.toString(shown.id()), 10))
                .items()
                .get(0);
        assertEquals("{\"workers\":4,\"transactionalWorkers\":1}", entry.before());
        assertEquals("{\"workers\":3,\"transactionalWorkers\":2}", entry.after());
    }

    @Test
    void aNodeThatJoinsAnewKeepsWhatWasSaid() {
        resize(3, 2);
        node.database().execute("DELETE FROM takt_function");
        node.database().execute("DELETE FROM takt_node");
        node.get(NodeBeat.class).beat();
        node.get(NodeBeat.class).beat();

        assertEquals(3, self().workers());
        assertEquals(3, node.scheduler().status().workers());
    }

    @Test
    void numbersOutOfRangeAndNodesThatAreNotThereAreNamed() {
        long id = self().id();
        assertEquals(
                List.of(new Problem("workers", "expected a whole number from 1 to 1000, was 0")),
                assertThrows(
                                ScheduleRejectedException.class,
                                () -> node.scheduler().resize(id, 0, 1))
                        .problems());
        assertThrows(ScheduleRejectedException.class, () -> node.scheduler().resize(id, 1, 1001));
        assertThrows(NoSuchNodeException.class, () -> node.scheduler().resize(7, 1, 1));
    }

    private void resize(int workers, int transactionalWorkers) {
        node.scheduler().resize(self().id(), workers, transactionalWorkers);
        node.get(NodeBeat.class).beat();
    }

    private NodeInfo self() {
        return node.scheduler().status().nodes().get(0);
    }

    private TaskState end(TaskId id) {
        return node.scheduler().fetch(id, LONG).orElseThrow().state();
    }

    /** Holds transactional runs until it is opened. */
    @Named("gate")
    @ApplicationScoped
    static class Gate {
        private final Semaphore held = new Semaphore(0);
        private final Semaphore open = new Semaphore(0);

        @TaskFunction
        @Transactional
        public void hold() throws InterruptedException {
            held.release();
            open.acquire();
        }

        void open(int times) {
            open.release(times);
        }

        void awaitHeld(int times) {
            held.acquireUninterruptibly(times);
        }

        int held() {
            return held.availablePermits();
        }
    }
}
