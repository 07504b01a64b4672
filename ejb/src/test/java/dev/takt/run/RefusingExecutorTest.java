package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.harness.FaultyPool;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.harness.Work;
import dev.takt.poll.Upkeep;
import dev.takt.task.Completions;
import dev.takt.task.PendingHooks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's executor takes no more jobs, or has no memory for a thread: what it refuses is done later. */
@OnBothDatabases
class RefusingExecutorTest {
    private static final List<Throwable> REFUSALS = List.of(
            new RejectedExecutionException("the queue is full"),
            new OutOfMemoryError("unable to create native thread"));

    private final FaultyPool pool = new FaultyPool();
    private final TaktNode node;
    private Throwable refusal;

    RefusingExecutorTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Work.class)
                .setting("takt.workers", "1")
                .executor(this::execute)
                .later(this::later)
                .dataSource(pool)
                .start();
    }

    @AfterEach
    void stop() {
        pool.refill();
        node.close();
    }

    @Test
    void tasksWaitUntilItTakesAWorker() {
        for (Throwable refused : REFUSALS) {
            TaskId id = node.scheduler().run(call("math.sqrt", 9));
            refusal = refused;
            node.poll();
            assertEquals(TaskState.CLAIMED, task(id).state());
            assertEquals(1, dispatcher().queued());
            assertEquals(0, dispatcher().workers());

            refusal = null;
            node.get(Upkeep.class).tick();
            assertEquals(TaskState.SUCCEEDED, task(id).state(), refused.toString());
            assertEquals(0, dispatcher().workers());
        }
    }

    @Test
    void aRefusalIsLogged() {
        try (Logged logged = new Logged(Dispatcher.class)) {
            node.scheduler().run(call("math.sqrt", 9));
            refusal = REFUSALS.get(0);
            node.poll();

            assertEquals(
                    List.of("WARNING TAKT-308 The executor refused node "
                            + node.get(Node.class).id() + " a worker; tasks wait: the queue is full"),
                    logged.lines());
        }
    }

    @Test
    void aHookWaitsForTheNextLook() {
        for (Throwable refused : REFUSALS) {
            TaskId id = node.scheduler().run(call("work.do"));
            work().during(() -> refusal = refused);
            node.poll();
            assertEquals("SUCCEEDED", state(id));
            assertEquals(List.of(), work().heard());
            assertEquals(0, dispatcher().workers());

            refusal = null;
            node.get(PendingHooks.class).run();
            node.get(PendingHooks.class).run();
            assertEquals(List.of(id.value()), work().heard(), refused.toString());
            work().heard().clear();
        }
    }

    @Test
    void aRunThatIsStoppedLeavesItsPlaceEvenIfItsOutcomeCanNeitherBeRecordedNorPutOff() {
        TaskId id = node.scheduler().run(call("work.do").timeout(Duration.ofSeconds(1)));
        work().during(() -> {
            pool.exhaust();
            refusal = REFUSALS.get(0);
            node.standStill(Duration.ofSeconds(2));
            node.get(Runner.class).stopOverlong();
        });
        node.poll();
        assertEquals(0, dispatcher().workers());
        assertEquals(1, node.get(Completions.class).backlog());

        refusal = null;
        pool.refill();
        node.get(Upkeep.class).tick();
        assertEquals("exceeded its timeout of 1 s", task(id).error().message());
        assertEquals(0, node.get(Completions.class).backlog());
    }

    private void execute(Runnable job) {
        if (refusal instanceof Error noMemory) {
            throw noMemory;
        }
        if (refusal != null) {
            throw (RuntimeException) refusal;
        }
        try {
            job.run();
        } catch (OutOfMemoryError ofTheJob) {
            assertSame(refusal, ofTheJob); // a job's own is not thrown to whoever hands it over
        }
    }

    /** Nobody rings. */
    private Future<?> later(Runnable job, Duration delay) {
        execute(() -> {});
        return CompletableFuture.completedFuture(null);
    }

    private Dispatcher dispatcher() {
        return node.get(Dispatcher.class);
    }

    private Work work() {
        return node.get(Work.class);
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private String state(TaskId id) {
        return node.database().stateOf(id.value());
    }
}
