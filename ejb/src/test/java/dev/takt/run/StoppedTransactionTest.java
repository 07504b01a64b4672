package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PROTOCOL N9: transactional runs that exceed their timeout, are cancelled, or are interrupted by the end of their node. */
@OnBothDatabases
@Timeout(60)
class StoppedTransactionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Setup setup;
    private final TaktNode node;

    StoppedTransactionTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).with(Bookings.class).threaded().start();
        node.database().execute(Bookings.TABLE);
    }

    @AfterEach
    void stop() {
        node.get(Bookings.class).letGo();
        node.close();
    }

    @Test
    void aTimeoutIsRecordedWhenWhatWasWrittenIsUndone() {
        TaskId id = node.scheduler().run(call("bookings.bookAndWait").timeout(SHORT));
        node.poll();
        Task task = node.scheduler().fetch(id, LONG).orElseThrow();

        assertEquals(TaskState.FAILED, task.state());
        assertEquals("exceeded its timeout of 200 ms", task.error().message());
        assertEquals(0, bookings());
        await(() -> !node.get(InMemory.class).tasks().contains(id.value()));
    }

    @Test
    void aTimeoutOfAFunctionThatInsistsIsRecordedWhenItHasEnded() throws Exception {
        TaskId id = node.scheduler().run(call("bookings.bookAndInsist").timeout(SHORT));
        node.poll();
        node.get(Bookings.class).awaitWritten();
        await(() -> node.get(Runs.class).of(id.value()).isEmpty());

        assertEquals(1, node.get(Unsettled.class).settle(), "its row is locked");
        assertFalse(task(id).state().isFinished());
        node.get(Bookings.class).letGo();
        Task task = node.scheduler().fetch(id, LONG).orElseThrow();

        assertEquals("exceeded its timeout of 200 ms", task.error().message());
        assertEquals(0, bookings());
    }

    @Test
    void aFunctionThatInsistsWritesNothingAfterTheDatabaseHasGivenItUp() throws Exception {
        if (!setup.isPostgresql()) {
            return; // H2 has no such limit
        }
        TaskId id = node.scheduler().run(call("bookings.bookAndInsist").timeout(SHORT));
        node.poll();
        node.get(Bookings.class).awaitWritten();
        await(() -> node.get(Runs.class).of(id.value()).isEmpty());
        node.database()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE state = 'idle in transaction' AND datname = current_database()");

        await(() -> node.get(Unsettled.class).settle() == 0);
        Task failed = node.scheduler().fetch(id, LONG).orElseThrow();
        assertEquals("exceeded its timeout of 200 ms", failed.error().message());
        node.get(Bookings.class).letGo();
        assertTrue(node.get(Bookings.class).hasEnded());
        assertEquals(0, bookings());
        assertEquals(
                "FAILED", node.database().column("SELECT state FROM takt_task").get(0));
    }

    @Test
    void aRunWithoutATimeoutHasTheConfiguredOne() {
        try (TaktNode byHand = TaktNode.on(setup, node.database())
                .with(Bookings.class)
                .setting("takt.transaction-timeout", "PT10S")
                .start()) {
            byHand.get(Bookings.class).meanwhile(() -> {
                byHand.standStill(Duration.ofSeconds(10));
                byHand.get(Runner.class).stopOverlong();
                assertFalse(Thread.currentThread().isInterrupted(), "not yet");
                byHand.standStill(Duration.ofSeconds(1));
                byHand.get(Runner.class).stopOverlong();
                assertTrue(Thread.interrupted());
            });
            TaskId id = byHand.scheduler().run(call("bookings.book"));
            byHand.poll();

            Task task = byHand.scheduler().find(id).orElseThrow();
            assertEquals("exceeded its timeout of 10 s", task.error().message());
            assertEquals(0, bookings());
        }
    }

    @Test
    void aTimeoutIsTriedAgainAsAnyFailure() {
        TaskId id =
                node.scheduler().run(call("bookings.bookAndWait").timeout(SHORT).maxAttempts(2));
        node.poll();
        await(() -> {
            node.get(Unsettled.class).settle(); // as the upkeep does each second: its row may have been locked
            return task(id).failures() == 1;
        });

        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals(0, bookings());
    }

    @Test
    void aCancelledRunLeavesNothing() throws Exception {
        TaskId id = node.scheduler().run(call("bookings.bookAndWait").maxAttempts(3));
        node.poll();
        node.get(Bookings.class).awaitWritten();

        node.scheduler().cancel(id);
        Task task = node.scheduler().fetch(id, LONG).orElseThrow();

        assertEquals(TaskState.CANCELLED, task.state());
        assertEquals("cancelled by system", task.error().message());
        assertEquals(0, bookings());
    }

    @Test
    void aStoppingNodeHandsItBackWhenItsTransactionHasEnded() throws Exception {
        TaskId id = node.scheduler().run(call("bookings.bookAndInsist"));
        node.poll();
        node.get(Bookings.class).awaitWritten();

        node.get(Node.class).stop();
        assertEquals(1, node.get(Dispatcher.class).handBackRunning());
        assertEquals(1, node.database().count("SELECT fence FROM takt_task"), "its row is locked");
        node.get(Bookings.class).letGo();
        await(() -> node.database().count("SELECT fence FROM takt_task") == 2);

        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals(0, task(id).failures());
        assertEquals(0, bookings());
    }

    /** For what another thread does in no time. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private long bookings() {
        return node.database().count("SELECT count(*) FROM booking");
    }
}
