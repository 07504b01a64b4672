package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.harness.Jta;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PROTOCOL N9: a commit whose answer was lost. The row tells what became of it. */
@OnBothDatabases
class UnsettledTest {
    private final Faulty faulty = new Faulty();
    private final TaktNode node;

    UnsettledTest(Setup setup) {
        node = TaktNode.on(setup)
                .with(Bookings.class, Observer.class)
                .transaction(faulty)
                .start();
        node.database().execute(Bookings.TABLE);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aCommitThatCameThroughIsTakenForWhatItIs() {
        faulty.whenCommitted = new SystemException("the answer is lost");
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();

        assertEquals(TaskState.SUCCEEDED, task(id).state());
        assertEquals(1, bookings());
        assertEquals(List.of(id.value()), node.get(Observer.class).heard());
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
    }

    @Test
    void aCommitThatCameThroughAndLeftNoRowIsTakenForThatToo() {
        faulty.whenCommitted = new SystemException("the answer is lost");
        TaskId id = node.scheduler().run(call("bookings.refuseAndKeep").maxAttempts(2));
        node.poll();

        assertEquals(TaskState.WAITING, task(id).state());
        assertEquals(1, task(id).failures());
        assertEquals(1, bookings());
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
    }

    @Test
    void aCommitThatWasLostIsTriedAgain() {
        faulty.insteadOfCommit = new SystemException("the connection is lost");
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();

        assertEquals(TaskState.WAITING, task(id).state());
        assertNull(task(id).node());
        assertEquals(0, task(id).failures());
        assertEquals(0, bookings());

        faulty.insteadOfCommit = null;
        node.advance(Duration.ofSeconds(2));
        node.poll();
        assertEquals(TaskState.SUCCEEDED, task(id).state());
        assertEquals(1, bookings());
        assertEquals(List.of(id.value()), node.get(Observer.class).heard());
    }

    @Test
    void aRollbackThatIsReallyALostConnectionIsTriedAgain() {
        faulty.insteadOfCommit = because(new SQLException("broken pipe", "08006"));
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();

        assertEquals(TaskState.WAITING, task(id).state());
    }

    @Test
    void aRefusalThatMayPassIsTriedAgain() {
        for (String state : List.of("40001", "40P01", "53100", "58030")) {
            faulty.insteadOfCommit = because(new SQLException("not now", state));
            TaskId id = node.scheduler().run(call("bookings.book"));
            node.poll();

            assertEquals(TaskState.WAITING, task(id).state(), state);
            assertEquals(0, task(id).failures(), state);
        }
    }

    @Test
    void aCommitThatWasRefusedIsAFailure() {
        faulty.insteadOfCommit = because(new SQLException("overbooked", "23514"));
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();

        assertEquals(TaskState.FAILED, task(id).state());
        assertEquals("overbooked", task(id).error().message());
        assertEquals(0, bookings());
        assertEquals(List.of(id.value()), node.get(Observer.class).heard());
    }

    @Test
    void aRowThatIsLockedIsLookedAtAgain() throws SQLException {
        try (Connection other = DriverManager.getConnection(
                node.database().url(), node.database().user(), "")) {
            other.setAutoCommit(false);
            faulty.beforeCommitFails = () -> lock(other);
            faulty.insteadOfCommit = new SystemException("the connection is lost");
            TaskId id = node.scheduler().run(call("bookings.book"));
            node.poll();

            assertEquals(TaskState.CLAIMED, state(id));
            assertEquals(1, node.get(Unsettled.class).settle());
            other.rollback();
            assertEquals(0, node.get(Unsettled.class).settle());
            assertEquals(TaskState.WAITING, task(id).state());
        }
    }

    @Test
    void aTransactionThatCannotBeginIsTriedAgain() {
        faulty.insteadOfBegin = new SystemException("no more transactions");
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();
        assertEquals("CLAIMED", state(id).name());
        assertEquals(0, node.get(Unsettled.class).settle());
        assertEquals(TaskState.WAITING, task(id).state());

        faulty.insteadOfBegin = null;
        node.advance(Duration.ofSeconds(2));
        node.poll();
        assertEquals(TaskState.SUCCEEDED, task(id).state());
        assertEquals(1, bookings());
    }

    @Test
    void whatSomebodyElseHasTakenMeanwhileIsLeftToHim() {
        faulty.insteadOfCommit = new SystemException("the connection is lost");
        faulty.beforeCommitFails =
                () -> node.database().execute("UPDATE takt_task SET fence = fence + 1, node = NULL, state = 'WAITING'");
        TaskId id = node.scheduler().run(call("bookings.book"));
        node.poll();

        assertEquals(2, node.database().count("SELECT fence FROM takt_task"));
        assertFalse(node.get(InMemory.class).tasks().contains(id.value()));
        assertEquals(List.of(), node.get(Observer.class).heard());
    }

    private static RollbackException because(SQLException cause) {
        RollbackException rollback = new RollbackException("not committed");
        rollback.initCause(cause);
        return rollback;
    }

    private static void lock(Connection other) {
        try (Statement statement = other.createStatement()) {
            statement.executeQuery("SELECT id FROM takt_task FOR UPDATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TaskState state(TaskId id) {
        return TaskState.valueOf(node.database().stateOf(id.value()));
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private long bookings() {
        return node.database().count("SELECT count(*) FROM booking");
    }

    /** Hears of every finished task. */
    @ApplicationScoped
    static class Observer {
        private final List<Long> heard = new ArrayList<>();

        void finished(@Observes TaskFinished finished) {
            heard.add(finished.task().id());
        }

        List<Long> heard() {
            return List.copyOf(heard);
        }
    }

    /** Loses commits of functions, or their answers. */
    private static final class Faulty implements UserTransaction {
        private final UserTransaction real = Jta.userTransaction();
        private SystemException insteadOfBegin;
        private Exception insteadOfCommit;
        private SystemException whenCommitted;
        private Runnable beforeCommitFails = () -> {};

        /** Takt's own have no limit. */
        private boolean isOfFunction;

        @Override
        public void begin() throws NotSupportedException, SystemException {
            if (isOfFunction && insteadOfBegin != null) {
                isOfFunction = false;
                throw insteadOfBegin;
            }
            real.begin();
        }

        @Override
        public void commit()
                throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
            boolean faulty = isOfFunction;
            isOfFunction = false;
            if (faulty && insteadOfCommit != null) {
                real.rollback();
                beforeCommitFails.run();
                if (insteadOfCommit instanceof RollbackException rolledBack) {
                    throw rolledBack;
                }
                throw (SystemException) insteadOfCommit;
            }
            real.commit();
            if (faulty && whenCommitted != null) {
                throw whenCommitted;
            }
        }

        @Override
        public void rollback() throws SystemException {
            isOfFunction = false;
            real.rollback();
        }

        @Override
        public void setRollbackOnly() throws SystemException {
            real.setRollbackOnly();
        }

        @Override
        public int getStatus() throws SystemException {
            return real.getStatus();
        }

        @Override
        public void setTransactionTimeout(int seconds) throws SystemException {
            isOfFunction |= seconds > 0;
            real.setTransactionTimeout(seconds);
        }
    }
}
