package dev.takt.cluster;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.run.Dispatcher;
import dev.takt.sql.DatabaseException;
import dev.takt.sql.Jdbc;
import dev.takt.sql.TaskClaim;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PROTOCOL N1 to N5, N10 and N11, step by step, with two nodes on one PostgreSQL. */
class TakeOverTest {
    private static final Duration LONGER_THAN_THE_TIMEOUT = Duration.ofSeconds(11);

    private TaktNode silent;
    private TaktNode watching;

    @BeforeEach
    void start() {
        silent = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).holding().start();
        watching = TaktNode.on(Setup.POSTGRESQL_HIBERNATE, silent.database()).start();
    }

    @AfterEach
    void stop() {
        silent.close();
        watching.close();
    }

    @Test
    void aSilentNodeIsDeclaredDeadAndItsTasksRunElsewhere() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        assertEquals(TaskState.CLAIMED, state(id));

        assertEquals(0, lost().watch(), "seen for the first time");
        watching.standStill(LONGER_THAN_THE_TIMEOUT);
        assertEquals(1, lost().watch());
        watching.get(NodeBeat.class).beat();
        assertEquals(1, lost().takeOver());
        watching.poll();

        assertEquals(TaskState.SUCCEEDED, state(id));
        var task = watching.scheduler().find(id).orElseThrow();
        assertEquals(0, task.losses(), "it had not started");
        assertEquals(1, task.takeOvers());
    }

    @Test
    void aNodeThatBeatsIsNotDeclaredDead() {
        lost().watch();
        watching.standStill(LONGER_THAN_THE_TIMEOUT);
        silent.get(NodeBeat.class).beat();

        assertEquals(0, lost().watch());
    }

    @Test
    void theSearchForTasksOfNodesThatAreGoneDoesNotWalkOverWhatIsKept() throws SQLException {
        watching.database().execute("""
                INSERT INTO takt_task (func, args, state, node, fence, finished_at)
                SELECT 'math.sqrt', '[4]', CASE WHEN n % 100 = 0 THEN 'CLAIMED' ELSE 'SUCCEEDED' END, n % 3, 1,
                    CASE WHEN n % 100 = 0 THEN NULL ELSE now() END FROM generate_series(1, 50000) n""");
        watching.database().execute("ANALYZE takt_task");
        watching.database().execute("UPDATE takt_task SET finished_at = now() WHERE finished_at IS NULL");

        String plan = plan(LostTasks.ORPHANS, Long.MIN_VALUE, Long.MAX_VALUE, 1);

        assertTrue(plan.contains("takt_task_node"), plan);
        assertFalse(plan.contains("takt_task_pkey"), plan);
        assertFalse(plan.contains("Seq Scan on takt_task"), plan);
    }

    private String plan(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect()) {
            return String.join("\n", Jdbc.query(connection, "EXPLAIN " + sql, row -> row.getString(1), parameters));
        }
    }

    @Test
    void tasksOfNodesThatAreGoneAreTakenOverWhateverTheirIdsAndThoseOfTheLivingAreNot() {
        TaskId ofTheLiving = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        long one = silent.get(Node.class).id();
        long other = watching.get(Node.class).id();
        for (long gone : new long[] {1, Math.min(one, other) + 1, Long.MAX_VALUE}) {
            watching.database()
                    .execute(
                            "INSERT INTO takt_task (func, args, state, node, fence) VALUES ('math.sqrt', '[4]', 'CLAIMED', "
                                    + gone + ", 1)");
        }

        assertEquals(3, lost().takeOver());
        assertEquals(0, lost().takeOver());
        assertEquals(TaskState.CLAIMED, state(ofTheLiving));
    }

    @Test
    void afterAnOutageOfTheDatabaseNobodyLooksDead() {
        lost().watch();
        watching.standStill(LONGER_THAN_THE_TIMEOUT);
        lost().forget();

        assertEquals(0, lost().watch());
    }

    @Test
    void aNodeWhoseLeaseIsOverStartsNothing() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        silent.standStill(Duration.ofSeconds(8));

        silent.release();

        assertEquals(TaskState.CLAIMED, state(id));
        silent.get(NodeBeat.class).beat();
        silent.get(Dispatcher.class).startWorkers();
        silent.release();
        assertEquals(TaskState.SUCCEEDED, state(id));
    }

    @Test
    void aNodeTakenForDeadForgetsItsQueueAndGoesOnUnderANewId() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        long oldId = silent.get(Node.class).id();
        declareSilentDead();
        lost().takeOver();

        assertFalse(silent.get(NodeBeat.class).beat());
        silent.release();

        assertTrue(silent.get(Node.class).id() != oldId);
        assertEquals(TaskState.WAITING, state(id), "the others have it now");
        silent.poll();
        silent.release();
        assertEquals(TaskState.SUCCEEDED, state(id));
    }

    @Test
    void theLateOutcomeOfALostRunIsDropped() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        declareSilentDead();
        lost().takeOver();
        watching.get(NodeBeat.class).beat();
        watching.poll();
        var finished = watching.scheduler().find(id).orElseThrow();

        silent.release(); // its lease still holds by its own clock: it runs, and its outcome must not count

        assertEquals(finished, watching.scheduler().find(id).orElseThrow());
    }

    @Test
    void aClaimThatNobodyRemembersIsReleasedAfterTwoLooks() {
        TaskId id = watching.scheduler().run(call("math.sqrt", 9));
        watching.database()
                .execute("UPDATE takt_task SET node = "
                        + watching.get(Node.class).id() + ", state = 'CLAIMED', fence = 1");
        Reconcile reconcile = watching.get(Reconcile.class);

        assertEquals(0, reconcile.run());
        assertEquals(1, reconcile.run());
        watching.poll();

        assertEquals(TaskState.SUCCEEDED, state(id));
    }

    @Test
    void whatAClaimBringsThatIsStillUnderWayIsNotReleased() {
        watching.scheduler().run(call("math.sqrt", 9));
        watching.database()
                .execute("UPDATE takt_task SET node = "
                        + watching.get(Node.class).id() + ", state = 'CLAIMED', fence = 1");
        Reconcile reconcile = watching.get(Reconcile.class);

        int duringTheClaim = watching.get(Node.class)
                .claiming(() -> reconcile.run() + reconcile.run() + reconcile.run())
                .orElseThrow();

        assertEquals(0, duringTheClaim, "its answer may come");
        assertEquals(1, reconcile.run());
    }

    @Test
    void whatSomebodyHasLockedIsNotReleased() throws SQLException {
        watching.scheduler().run(call("math.sqrt", 9));
        watching.database()
                .execute("UPDATE takt_task SET node = "
                        + watching.get(Node.class).id() + ", state = 'CLAIMED', fence = 1");
        Reconcile reconcile = watching.get(Reconcile.class);
        reconcile.run();
        try (Connection other = connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.executeQuery("SELECT id FROM takt_task FOR UPDATE");
            assertEquals(0, reconcile.run(), "and does not wait");
            other.rollback();
        }
        assertEquals(1, reconcile.run());
    }

    @Test
    void aSilentNodeWhoseRowSomebodyHasLockedIsDeclaredDeadWhenItIsFree() throws SQLException {
        lost().watch();
        watching.standStill(LONGER_THAN_THE_TIMEOUT);
        whileLocked(
                "SELECT id FROM takt_node WHERE id = " + silent.get(Node.class).id() + " FOR UPDATE",
                () -> assertEquals(0, lost().watch(), "and does not wait"));

        assertEquals(1, lost().watch());
    }

    @Test
    void aBeatDoesNotWaitForEverForARowThatSomebodyHasLocked() throws SQLException {
        whileLocked(
                "SELECT id FROM takt_node FOR UPDATE",
                () -> assertThrows(
                        DatabaseException.class,
                        () -> watching.get(NodeBeat.class).beat()));

        assertTrue(watching.get(NodeBeat.class).beat());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                watching.database().url(), watching.database().user(), "");
    }

    private void whileLocked(String lock, Runnable work) throws SQLException {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery(lock);
            work.run();
            other.rollback();
        }
    }

    @Test
    void theLossOfARunThatTheLastBeatListedCounts() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        silent.get(InMemory.class)
                .started(new TaskClaim(id.value(), silent.get(Node.class).id(), 2));
        silent.get(NodeBeat.class).beat();
        declareSilentDead();

        lost().takeOver();

        assertEquals(1, watching.scheduler().find(id).orElseThrow().losses());
        watching.get(NodeBeat.class).beat();
        watching.poll();
        assertEquals(TaskState.SUCCEEDED, state(id));
        assertEquals(
                1, watching.database().count("SELECT started_mark FROM takt_task"), "it says that it starts again");
    }

    @Test
    void aTaskLostTooOftenFails() {
        TaskId id = silent.scheduler().run(call("math.sqrt", 9));
        silent.poll();
        silent.database().execute("UPDATE takt_task SET started_mark = 1, losses = 2");
        declareSilentDead();

        lost().takeOver();

        var task = watching.scheduler().find(id).orElseThrow();
        assertEquals(TaskState.FAILED, task.state());
        assertEquals("lost 3 times with its node", task.error().message());
    }

    private void declareSilentDead() {
        lost().watch();
        watching.standStill(LONGER_THAN_THE_TIMEOUT);
        assertEquals(1, lost().watch());
    }

    private LostTasks lost() {
        return watching.get(LostTasks.class);
    }

    private TaskState state(TaskId id) {
        return watching.scheduler().find(id).orElseThrow().state();
    }
}
