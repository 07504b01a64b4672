package dev.takt.semantics;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.Task;
import dev.takt.api.TaskFailed;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.api.TaskSucceeded;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.task.PendingHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 8, line by line. */
@OnBothDatabases
class Section8HooksTest extends SemanticsTest {
    private final Setup setup;

    Section8HooksTest(Setup setup) {
        super(TaktNode.on(setup).with(Observers.class).start());
        this.setup = setup;
        Observers.HEARD.clear();
        Observers.look = task -> "";
    }

    @Test
    void theEventIsFiredAfterTheOutcomeIsCommitted() {
        Observers.look = task -> node.database().stateOf(task.id()); // another connection sees it
        scheduler.run(call("math.sqrt", 9).hook("named"));
        node.poll();

        assertEquals(List.of("named succeeded SUCCEEDED"), Observers.heard("named"));
    }

    @Test
    void theEventSaysWhetherTheTaskSucceededOrFailed() {
        scheduler.run(call("math.sqrt", 9));
        scheduler.run(call("math.sqrt", -1));
        node.poll();

        assertEquals(List.of("failed"), Observers.heard("failed"));
        assertEquals(List.of("succeeded"), Observers.heard("succeeded"));
    }

    @Test
    void onlyObserversOfThatHookHearAndThoseWithoutQualifierSeeEveryTask() {
        scheduler.run(call("math.sqrt", 9).hook("named"));
        scheduler.run(call("math.sqrt", 9).hook("other"));
        scheduler.run(call("math.sqrt", 9));
        node.poll();

        assertEquals(1, Observers.heard("named").size());
        assertEquals(3, Observers.heard("any").size());
    }

    @Test
    void itIsFiredOnTheExecutorOfTheNodeThatRanIt() {
        try (TaktNode threaded =
                TaktNode.on(setup).with(Observers.class).threaded().start()) {
            Observers.look = task -> Thread.currentThread().getName();
            TaskId id = threaded.scheduler().run(call("math.sqrt", 9).hook("named"));
            threaded.poll();
            assertTrue(threaded.scheduler().fetch(id, Duration.ofSeconds(20)).isPresent());
            Observers.await("named");

            assertNotEquals(
                    "named succeeded " + Thread.currentThread().getName(),
                    Observers.heard("named").get(0));
        }
    }

    @Test
    void itIsFiredOncePerTaskNotPerAttempt() {
        scheduler.run(call("math.sqrt", -1).hook("named").maxAttempts(3).retryDelay(Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            passes(Duration.ofSeconds(5));
        }

        assertEquals(1, Observers.heard("named").size());
    }

    @Test
    void ifTheNodeDiesBetweenCommitAndHookAnotherFiresIt() {
        scheduler.run(call("math.sqrt", 9).hook("named"));
        node.poll();
        node.database().execute("UPDATE takt_task SET hook_pending = true, node = 1"); // of a node that is gone
        PendingHooks pending = node.get(PendingHooks.class);
        pending.run();
        pending.run();

        assertEquals(2, Observers.heard("named").size(), "at least once");
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
    }

    /** Of two applications in one cluster, each observes hooks of its own. */
    @Test
    void aHookThatNobodyObservesThereIsLeftForAnHourToThoseWhoDo() {
        scheduler.run(call("math.sqrt", 9).hook("named"));
        node.poll();
        node.database().execute("UPDATE takt_task SET hook_pending = true, node = 1"); // of a node that is gone
        try (TaktNode other = TaktNode.on(setup, node.database()).start()) {
            PendingHooks unheard = other.get(PendingHooks.class);
            unheard.run();
            unheard.run();
            assertEquals(1, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));

            node.get(PendingHooks.class).run();
            node.get(PendingHooks.class).run();
            assertEquals(2, Observers.heard("named").size());

            node.database().execute("UPDATE takt_task SET hook_pending = true, node = 1");
            other.advance(Duration.ofMinutes(61));
            unheard.run();
            unheard.run();
            assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
            assertEquals(2, Observers.heard("named").size());
        }
    }

    @Test
    void aHookThatThrowsNeverChangesTheOutcomeAndIsKeptOnTheTask() {
        TaskId id = scheduler.run(call("math.sqrt", 9).hook("throwing"));
        node.poll();

        Task task = scheduler.find(id).orElseThrow();
        assertEquals(TaskState.SUCCEEDED, task.state());
        assertEquals("3.0", task.result());
        assertTrue(task.hookError().contains("no more paper"), task.hookError());
    }

    @Test
    void theNextTasksHookIsNotDelayedByIt() {
        scheduler.run(call("math.sqrt", 9).hook("throwing"));
        TaskId next = scheduler.run(call("math.sqrt", 9).hook("named"));
        node.poll();

        assertEquals(1, Observers.heard("named").size());
        assertNull(scheduler.find(next).orElseThrow().hookError());
    }

    /** Observers of an application. */
    @ApplicationScoped
    static class Observers {
        static final List<String> HEARD = new CopyOnWriteArrayList<>();
        static volatile Function<Task, String> look = task -> "";

        static List<String> heard(String prefix) {
            return HEARD.stream().filter(line -> line.startsWith(prefix)).toList();
        }

        static void await(String prefix) {
            for (long until = System.nanoTime() + 20_000_000_000L;
                    heard(prefix).isEmpty() && System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
        }

        void named(@Observes @Hook("named") TaskFinished finished) {
            String how = finished instanceof TaskSucceeded ? "succeeded " : "failed ";
            HEARD.add("named " + how + look.apply(finished.task()));
        }

        void throwing(@Observes @Hook("throwing") TaskFinished finished) {
            throw new IllegalStateException("no more paper");
        }

        void any(@Observes TaskFinished finished) {
            HEARD.add("any");
        }

        void failed(@Observes TaskFailed failed) {
            HEARD.add("failed");
        }

        void succeeded(@Observes TaskSucceeded succeeded) {
            HEARD.add("succeeded");
        }
    }
}
