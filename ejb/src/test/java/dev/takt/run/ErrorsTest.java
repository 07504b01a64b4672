package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.takt.api.Hook;
import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.task.Completions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application throws, whatever it is, is its task's failure: recorded, and no other task's trouble. */
@OnBothDatabases
class ErrorsTest {
    private static final List<String> BOTH_KINDS = List.of("faulty.plain", "faulty.transactional");

    private final TaktNode node;

    ErrorsTest(Setup setup) {
        node = TaktNode.on(setup).with(Faulty.class).start();
    }

    @AfterEach
    void stop() {
        assertEquals(0, node.get(Dispatcher.class).workers());
        assertEquals(0, node.get(Completions.class).backlog());
        assertEquals(0, node.get(Unsettled.class).settle());
        assertEquals(Set.of(), node.get(InMemory.class).tasks());
        node.close();
    }

    @Test
    void anErrorIsAFailureAndTheWorkerGoesOn() {
        List<Throwable> errors = List.of(
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("gone/Missing"),
                new ExceptionInInitializerError(new IllegalStateException("no file")),
                new AssertionError("no seats"),
                new Exception("checked"));
        for (String func : BOTH_KINDS) {
            for (Throwable error : errors) {
                Task task = failed(func, error);
                assertEquals(error.getClass().getName(), task.error().type(), func);
            }
        }
    }

    @Test
    void aFunctionThatRecursesForEverFails() {
        for (String func : List.of("faulty.recurse", "faulty.recurseInTransaction")) {
            TaskId id = node.scheduler().run(call(func));
            node.poll();

            assertEquals("java.lang.StackOverflowError", task(id).error().type());
        }
    }

    @Test
    void anExceptionThatCannotSpeakForItselfIsAFailureToo() {
        for (String func : BOTH_KINDS) {
            Task task = failed(func, new Speechless());

            assertEquals(Speechless.class.getName(), task.error().type());
            assertEquals(
                    "(it cannot be told: java.lang.UnsupportedOperationException)",
                    task.error().message());
        }
    }

    @Test
    void charactersThatADatabaseDoesNotTakeAreReplacedInWhatIsKept() {
        for (String func : BOTH_KINDS) {
            Task task = failed(func, new IllegalStateException("read a\0b"));

            assertEquals("read a\uFFFDb", task.error().message());
            assertFalse(task.error().stack().contains("\0"));
        }
    }

    @Test
    void aResultMayHaveAnyCharacter() {
        TaskId id = node.scheduler().run(call("faulty.answer"));
        node.poll();

        assertEquals("a\0b", task(id).resultAs(String.class));
    }

    @Test
    void whatAnObserverThrowsIsKeptWhateverItIs() {
        for (Throwable thrown :
                List.of(new StackOverflowError("deep"), new Speechless(), new IllegalStateException("read a\0b"))) {
            faulty().thrown = thrown;
            TaskId id = node.scheduler().run(call("math.sqrt", 9).hook("faulty"));
            TaskId next = node.scheduler().run(call("math.sqrt", 4).hook("hooks.printResult"));
            node.poll();

            assertEquals(TaskState.SUCCEEDED, task(id).state());
            assertFalse(task(id).hookError().contains("\0"));
            assertEquals(TaskState.SUCCEEDED, task(next).state());
            assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
        }
    }

    @Test
    void aTaskWhoseTimeoutCannotBeReadFailsAndSaysSo() {
        for (String func : BOTH_KINDS) {
            TaskId id = node.scheduler().run(call(func));
            node.database().execute("UPDATE takt_task SET timeout = 'soon'");
            node.poll();

            assertEquals(
                    "timeout: expected an ISO-8601 duration, was \"soon\"",
                    task(id).error().message());
        }
    }

    @Test
    void aTaskWhoseRetryDelayCannotBeReadIsTriedAgainAfterTheUsualOne() {
        faulty().thrown = new IllegalStateException("no seats");
        TaskId id = node.scheduler().run(call("faulty.plain").maxAttempts(2));
        node.database().execute("UPDATE takt_task SET retry_delay = 'soon'");
        node.poll();

        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals(1, task(id).failures());
        assertEquals("no seats", task(id).error().message());
    }

    private Task failed(String func, Throwable thrown) {
        faulty().thrown = thrown;
        TaskId id = node.scheduler().run(call(func));
        TaskId next = node.scheduler().run(call("math.sqrt", 9));
        node.poll();
        assertEquals(TaskState.FAILED, task(id).state());
        assertEquals(TaskState.SUCCEEDED, task(next).state());
        return task(id);
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private Faulty faulty() {
        return node.get(Faulty.class);
    }

    /** Says nothing of itself. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void printStackTrace(PrintWriter to) {
            throw new UnsupportedOperationException();
        }
    }

    /** Throws what the test wants thrown. */
    @Named("faulty")
    @Singleton
    static class Faulty {
        private Throwable thrown;

        @TaskFunction("faulty.plain")
        public void plain() throws Throwable {
            throw thrown;
        }

        @TaskFunction("faulty.transactional")
        @Transactional
        public void transactional() throws Throwable {
            throw thrown;
        }

        @TaskFunction("faulty.recurse")
        public int recurse() {
            return deeper(0);
        }

        @TaskFunction("faulty.recurseInTransaction")
        @Transactional
        public int recurseInTransaction() {
            return deeper(0);
        }

        private int deeper(int depth) {
            return depth < 0 ? 0 : deeper(depth + 1) + 1;
        }

        @TaskFunction("faulty.answer")
        public String answer() {
            return "a\0b";
        }

        void hook(@Observes @Hook("faulty") TaskFinished finished) throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }
}
