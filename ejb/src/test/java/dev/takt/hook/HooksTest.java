package dev.takt.hook;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.Schedule;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 8. */
@OnBothDatabases
class HooksTest {
    private final TaktNode node;

    HooksTest(Setup setup) {
        node = TaktNode.on(setup).with(Observers.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void onlyTheNamedHookAndWhoeverSeesAllHearOfATask() {
        TaskId id = node.scheduler().run(call("math.sqrt", 9).hook("named"));
        node.poll();

        assertEquals(List.of("named " + id), heard("named"));
        assertEquals(List.of("all " + id), heard("all"));
        assertTrue(heard("failed").isEmpty());
        assertEquals(0, pending());
    }

    @Test
    void theOutcomeIsCommittedBeforeItsHookIsFired() {
        TaskId id = node.scheduler().run(call("math.sqrt", 9).hook("named"));
        node.poll();

        assertEquals(List.of("state " + TaskState.SUCCEEDED), heard("state"));
        assertEquals("3.0", node.scheduler().find(id).orElseThrow().result());
    }

    @Test
    void aHookHearsOfATaskOnceNotOfEachAttempt() {
        node.scheduler().run(call("math.sqrt", -1).hook("named").maxAttempts(2).retryDelay(Duration.ofSeconds(1)));
        node.poll();
        assertTrue(heard("named").isEmpty());
        node.advance(Duration.ofSeconds(2));
        node.poll();

        assertEquals(1, heard("named").size());
        assertEquals(1, heard("failed").size());
    }

    @Test
    void aHookThatThrowsNeverChangesTheOutcome() {
        TaskId id = node.scheduler().run(call("math.sqrt", 9).hook("throwing"));
        node.poll();

        var task = node.scheduler().find(id).orElseThrow();
        assertEquals(TaskState.SUCCEEDED, task.state());
        assertTrue(task.hookError().contains("no more paper"), task.hookError());
        assertEquals(0, pending());
    }

    @Test
    void aHookWhoseNodeDiedAfterTheCommitIsFiredByAnother() {
        TaskId id = node.scheduler().run(call("math.sqrt", 9).hook("named"));
        node.poll();
        node.database().execute("UPDATE takt_task SET hook_pending = true, node = 1");
        PendingHooks pendingHooks = node.get(PendingHooks.class);

        assertEquals(0, pendingHooks.run(), "it may just be under way");
        assertEquals(1, pendingHooks.run());
        assertEquals(0, pendingHooks.run());

        assertEquals(List.of("named " + id, "named " + id), heard("named"));
        assertEquals(0, pending());
    }

    @Test
    void aSuccessThatIsNotSavedStaysUntilItsHookHasBeenFired() {
        Schedule schedule = node.scheduler()
                .schedule(call("math.sqrt", 9).hook("named").save(false).daily());
        node.poll();

        assertEquals(List.of("state " + TaskState.SUCCEEDED), heard("state"));
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));
        Schedule after = node.scheduler().find(schedule.id()).orElseThrow();
        assertEquals(List.of("named " + after.lastTask()), heard("named"));
        assertEquals(true, after.success());
        assertNotNull(after.lastSuccess());
    }

    @Test
    void aSuccessThatIsNotSavedGoesEvenIfItsHookThrows() {
        node.scheduler().run(call("math.sqrt", 9).hook("throwing").save(false));
        node.poll();

        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));
    }

    @Test
    void aFailureIsSavedAnyway() {
        TaskId id = node.scheduler().run(call("math.sqrt", -1).hook("named").save(false));
        node.poll();

        assertEquals(TaskState.FAILED, node.scheduler().find(id).orElseThrow().state());
        assertEquals(1, heard("failed").size());
        assertEquals(0, pending());
    }

    private long pending() {
        return node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending");
    }

    private List<String> heard(String prefix) {
        return node.get(Observers.class).heard().stream()
                .filter(line -> line.startsWith(prefix + " "))
                .toList();
    }

    @ApplicationScoped
    static class Observers {
        private final List<String> heard = new ArrayList<>();

        void named(@Observes @Hook("named") TaskFinished finished) {
            heard.add("named " + finished.task().id());
            heard.add("state " + finished.task().state());
        }

        void throwing(@Observes @Hook("throwing") TaskSucceeded succeeded) {
            throw new IllegalStateException("no more paper");
        }

        void all(@Observes TaskFinished finished) {
            heard.add("all " + finished.task().id());
        }

        void failed(@Observes TaskFailed failed) {
            heard.add("failed " + failed.task().id());
        }

        List<String> heard() {
            return List.copyOf(heard);
        }
    }
}
