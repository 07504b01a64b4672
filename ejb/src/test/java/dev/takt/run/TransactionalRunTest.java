package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleFailing;
import dev.takt.api.ScheduleRecovered;
import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PROTOCOL N9: what a transactional function writes and how its task ended are committed together. */
@OnBothDatabases
class TransactionalRunTest {
    private static final Duration LONGER_THAN_THE_NODE_TIMEOUT = Duration.ofSeconds(11);

    private final Setup setup;
    private final TaktNode node;

    TransactionalRunTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).with(Bookings.class, Observers.class).start();
        node.database().execute(Bookings.TABLE);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatItWritesAndItsOutcomeAreCommittedTogether() {
        List<String> before = new ArrayList<>();
        node.get(Bookings.class)
                .meanwhile(() -> before.addAll(node.database()
                        .column("SELECT state FROM takt_task WHERE NOT EXISTS (SELECT 1 FROM booking)")));
        Task task = run("bookings.book");

        assertEquals(List.of("CLAIMED"), before);
        assertEquals(TaskState.SUCCEEDED, task.state());
        assertEquals("\"booked\"", task.result());
        assertEquals(1, bookings());
        assertFalse(node.get(InMemory.class).tasks().contains(task.id()));
    }

    @Test
    void oneTransactionWritesBothUnlessTheFunctionStaysOut() {
        try (TaktNode unobserved =
                TaktNode.on(setup, node.database()).with(Bookings.class).start()) {
            unobserved.scheduler().run(call("bookings.book"));
            unobserved.poll();
            assertEquals(setup.isPostgresql() ? 1 : 0, inOneTransaction());

            unobserved.scheduler().run(call("bookings.bookApart"));
            unobserved.poll();
            assertEquals(setup.isPostgresql() ? 1 : 0, inOneTransaction());
            assertEquals(2, bookings());
        }
    }

    /** PostgreSQL tells which transaction has written a row. */
    private long inOneTransaction() {
        return setup.isPostgresql()
                ? node.database().count("SELECT count(*) FROM takt_task t JOIN booking b ON b.xmin = t.xmin")
                : 0;
    }

    @Test
    void aFunctionThatWantsATransactionAndStaysOutFailsAsItsAnnotationSays() {
        Task task = run("bookings.bookNowhere");

        assertEquals(TaskState.FAILED, task.state());
        assertEquals("jakarta.transaction.TransactionalException", task.error().type());
    }

    @Test
    void anExceptionUndoesWhatWasWrittenAndIsRecorded() {
        Task task = run("bookings.refuse");

        assertEquals(TaskState.FAILED, task.state());
        assertEquals("no seats", task.error().message());
        assertEquals(1, task.failures());
        assertEquals(0, bookings());
    }

    @Test
    void anExceptionThatDoesNotRollBackIsCommittedWithWhatWasWritten() {
        Task checked = run("bookings.complain");
        Task unchecked = run("bookings.refuseAndKeep");

        assertEquals(List.of(TaskState.FAILED, TaskState.FAILED), List.of(checked.state(), unchecked.state()));
        assertEquals("no paper", checked.error().message());
        assertEquals(2, bookings());
    }

    @Test
    void aCheckedExceptionThatRollsBackUndoesWhatWasWritten() {
        assertEquals(TaskState.FAILED, run("bookings.complainAndUndo").state());
        assertEquals(0, bookings());
    }

    @Test
    void anErrorUndoesWhatWasWritten() {
        assertEquals("not an exception", run("bookings.fallOver").error().message());
        assertEquals(0, bookings());
    }

    @Test
    void aMarkForRollbackIsAFailure() {
        Task task = run("bookings.undo");

        assertEquals(TaskState.FAILED, task.state());
        assertEquals("the transaction was marked for rollback", task.error().message());
        assertEquals(0, bookings());
    }

    @Test
    void aResultThatCannotBeWrittenUndoesWhatWasWritten() {
        assertEquals(TaskState.FAILED, run("bookings.unspeakable").state());
        assertEquals(0, bookings());
    }

    @Test
    void aStatementThatFailedUnnoticedIsAFailureWhereItEndsTheTransaction() {
        Task task = run("bookings.swallow");

        assertEquals(setup.isPostgresql() ? TaskState.FAILED : TaskState.SUCCEEDED, task.state());
        assertEquals(setup.isPostgresql() ? 0 : 2, bookings());
    }

    @Test
    void aFailureIsTriedAgainAndOnlyTheSuccessIsThere() {
        TaskId id = node.scheduler().run(call("bookings.onceTooEarly").maxAttempts(2));
        node.poll();
        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals(0, bookings());
        node.advance(Duration.ofSeconds(61));
        node.poll();

        assertEquals(TaskState.SUCCEEDED, task(id).state());
        assertEquals(1, task(id).failures());
        assertEquals(1, bookings());
    }

    @Test
    void aFailureThatIsCommittedIsTriedAgainAsWell() {
        TaskId id = node.scheduler().run(call("bookings.complain").maxAttempts(2));
        node.poll();

        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals("no paper", task(id).error().message());
        assertEquals(1, task(id).failures());
        assertNull(task(id).node());
        assertEquals(1, bookings());
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
    }

    @Test
    void argumentsThatDoNotFitAreAFailure() {
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.database().execute("UPDATE takt_task SET args = '[1]'");
        node.poll();

        assertEquals(TaskState.FAILED, task(id).state());
        assertEquals(0, bookings());
    }

    @Test
    void aTaskThatWasTakenAwayBeforeItsStartIsNotRun() {
        try (TaktNode holding = TaktNode.on(setup, node.database())
                        .with(Bookings.class)
                        .holding()
                        .start();
                Logged logged = new Logged(Dropping.class)) {
            TaskId id = holding.scheduler().run(call("bookings.book"));
            holding.poll();
            node.database().execute("UPDATE takt_task SET fence = fence + 1");
            holding.release();

            assertEquals(TaskState.CLAIMED, task(id).state());
            assertEquals(0, bookings());
            assertEquals(
                    List.of("INFO TAKT-305 Task " + id + " is not run here: it is no longer of node "
                            + holding.get(Node.class).id()),
                    logged.lines());
            assertFalse(holding.get(InMemory.class).tasks().contains(id.value()));
        }
    }

    @Test
    void aTaskThatRunsCannotBeTakenEvenFromANodeThatIsTakenForDead() {
        try (TaktNode other = TaktNode.on(setup, node.database()).start()) {
            LostTasks lost = other.get(LostTasks.class);
            List<Integer> did = new ArrayList<>();
            node.get(Bookings.class).meanwhile(() -> {
                node.get(NodeBeat.class).beat();
                lost.watch();
                other.standStill(LONGER_THAN_THE_NODE_TIMEOUT);
                did.add(lost.watch());
                did.add(lost.takeOver());
            });
            Task task = run("bookings.book");

            assertEquals(List.of(1, 0), did);
            assertEquals(TaskState.SUCCEEDED, task.state());
            assertEquals(1, bookings());
            assertEquals(0, lost.takeOver());
        }
    }

    @Test
    void aHookHearsOfItOnceAndAfterTheCommit() {
        TaskId succeeded = node.scheduler().run(call("bookings.book").hook("any"));
        TaskId failed = node.scheduler().run(call("bookings.refuse"));
        node.poll();

        assertEquals(
                List.of(succeeded + " SUCCEEDED, 1 booked", failed + " FAILED, 1 booked"),
                node.get(Observers.class).heard());
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
    }

    @Test
    void itsScheduleKnowsHowItEnded() {
        node.scheduler().schedule(call("bookings.book").hourly());
        node.scheduler().schedule(call("bookings.complain").hourly());
        node.scheduler().schedule(call("bookings.refuse").hourly());
        node.poll();

        assertEquals(
                List.of("true 0 true", "false 1 false", "false 1 false"),
                node.database()
                        .column("SELECT concat(CASE WHEN success THEN 'true' ELSE 'false' END, ' ', failures_in_a_row,"
                                + " ' ', CASE WHEN last_success IS NULL THEN 'false' ELSE 'true' END)"
                                + " FROM takt_schedule ORDER BY id"));
    }

    @Test
    void aScheduleThatFailsAndRecoversTellsOfIt() {
        Schedule schedule =
                node.scheduler().schedule(call("bookings.complain").hourly().failingAfter(1));
        node.poll();
        assertEquals(1, node.get(Observers.class).failing());

        node.database().execute("UPDATE takt_schedule SET func = 'bookings.book'");
        node.advance(Duration.ofHours(1));
        node.poll();
        assertEquals(1, node.get(Observers.class).recovered());
        assertTrue(node.scheduler().find(schedule.id()).orElseThrow().success());
    }

    @Test
    void aSuccessThatIsNotToBeSavedLeavesNoRow() {
        try (TaktNode unobserved =
                TaktNode.on(setup, node.database()).with(Bookings.class).start()) {
            unobserved.scheduler().run(call("bookings.book").save(false));
            unobserved.poll();

            assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));
            assertEquals(1, bookings());
        }
    }

    @Test
    void theDatabaseLimitsTheTransactionAndItAlone() {
        List<String> within = new ArrayList<>();
        node.get(Bookings.class).meanwhile(() -> within.addAll(settings()));
        run("bookings.book");

        if (setup.isPostgresql()) {
            assertEquals(List.of("304s", "304s", "on"), within);
            assertEquals(List.of("0", "0", "on"), settings());
        }
    }

    private List<String> settings() {
        return setup.isPostgresql()
                ? node.get(Database.class)
                        .inCurrent(connection -> Jdbc.query(
                                connection,
                                "SELECT current_setting(name) FROM (VALUES ('statement_timeout'),"
                                        + " ('idle_in_transaction_session_timeout'), ('enable_seqscan')) AS s (name)",
                                row -> row.getString(1)))
                : List.of();
    }

    private Task run(String function) {
        TaskId id = node.scheduler().run(call(function));
        node.poll();
        return task(id);
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private long bookings() {
        return node.database().count("SELECT count(*) FROM booking");
    }

    /** Hears of everything. */
    @ApplicationScoped
    static class Observers {
        private final List<String> heard = new ArrayList<>();
        private int failing;
        private int recovered;

        @Inject
        Database database;

        void finished(@Observes TaskFinished finished) {
            heard.add(finished.task().id() + " " + finished.task().state() + ", " + bookings() + " booked");
        }

        List<String> heard() {
            return List.copyOf(heard);
        }

        int failing() {
            return failing;
        }

        int recovered() {
            return recovered;
        }

        private long bookings() {
            return database.inNew(
                            connection -> Jdbc.query(connection, "SELECT count(*) FROM booking", row -> row.getLong(1)))
                    .get(0);
        }

        void failing(@Observes ScheduleFailing event) {
            failing++;
        }

        void recovered(@Observes ScheduleRecovered event) {
            recovered++;
        }
    }
}
