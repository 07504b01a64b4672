package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.NodeBeat;
import dev.takt.cluster.Signals;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.harness.TestDatabase;
import dev.takt.task.PendingHooks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** From the tables of each earlier version, with rows in them, to the newest. */
@OnBothDatabases
class UpgradeTest {
    private static final int NEWEST = Migrations.SCRIPTS.size();

    private final Setup setup;

    UpgradeTest(Setup setup) {
        this.setup = setup;
    }

    @TestFactory
    Stream<DynamicTest> rowsOfEachVersionAreKeptAndGoOn() {
        return IntStream.rangeClosed(1, NEWEST)
                .mapToObj(version -> DynamicTest.dynamicTest("of version " + version, () -> upgradeFrom(version)));
    }

    private void upgradeFrom(int version) throws SQLException {
        TestDatabase database = setup.newDatabase();
        assertEquals(version, migrate(database, version));
        OldRows.fill(database, version);
        Tables known = Tables.of(database);
        Map<String, List<String>> before = known.contents(database);

        assertEquals(NEWEST - version, migrate(database, NEWEST));

        assertEquals(before, known.contents(database));
        assertDefaults(database, version);
        try (TaktNode node = TaktNode.on(setup, database).start()) {
            assertReadable(node);
            assertThatItGoesOn(node);
            assertThatTheOldNodesWorkIsTakenOver(node);
        }
    }

    /** What the rows of old versions say in columns that came later. */
    private static void assertDefaults(TestDatabase database, int version) {
        long serial = database.count("SELECT count(*) FROM takt_task WHERE serial");
        long takenOver = database.count("SELECT count(*) FROM takt_task WHERE take_overs > 0");
        assertEquals(version < 2 ? 0 : 1, serial);
        assertEquals(version < 7 ? 0 : 1, takenOver);
    }

    private static void assertReadable(TaktNode node) {
        Schedule daily = schedule(node, 1);
        assertEquals("nightly", daily.name());
        assertEquals(ScheduleState.ACTIVE, daily.state());
        assertEquals(-5, daily.repeats());
        assertEquals(1L, daily.lastTask());
        assertEquals(ScheduleState.PAUSED, schedule(node, 4).state());
        assertEquals(ScheduleState.FINISHED, schedule(node, 6).state());
        assertEquals(ScheduleState.BROKEN, schedule(node, 7).state());
        assertEquals("elsewhere", schedule(node, 8).cluster());
        assertEquals("3.0", task(node, 1).result());
        assertEquals("of -1", task(node, 2).error().message());
        assertEquals(12L, task(node, 6).skippedCount());
        assertEquals(2, node.scheduler().status().nodes().size());
        assertEquals(
                41,
                node.scheduler()
                        .runStatsByFunction(Duration.ofHours(1))
                        .get("math.sqrt")
                        .succeeded());
        assertEquals(
                "ann",
                node.scheduler()
                        .audit(AuditQuery.of(AuditSubject.SCHEDULE, "1", 10))
                        .items()
                        .get(0)
                        .who());
    }

    private static void assertThatItGoesOn(TaktNode node) {
        node.poll();

        assertEquals("4.0", task(node, 4).result());
        assertEquals(List.of("5.0"), results(node, 2));
        assertEquals(2, schedule(node, 2).repeats());
        assertTrue(schedule(node, 2).nextRun().isAfter(node.scheduler().status().now()));
        assertEquals(List.of("6.0"), results(node, 3));
        assertTrue(schedule(node, 3).nextRun().isAfter(node.scheduler().status().now()));
        assertEquals(List.of("8.0"), results(node, 5));
        assertFalse(node.scheduler().find(5).isPresent(), "it was to run once");
        assertEquals(List.of(), results(node, 6));
        assertEquals(List.of(), results(node, 8));
        assertEquals(TaskState.CLAIMED, stored(node, 3), "the old node lives");
    }

    private static void assertThatTheOldNodesWorkIsTakenOver(TaktNode node) {
        LostTasks lost = node.get(LostTasks.class);
        lost.watch();
        node.standStill(Duration.ofSeconds(11));
        assertEquals(1, lost.watch());
        assertTrue(node.get(NodeBeat.class).beat());
        assertEquals(1, lost.takeOver());
        node.poll();
        node.get(Signals.class).receive();
        node.get(PendingHooks.class).run();
        node.get(PendingHooks.class).run();

        assertEquals("10.0", task(node, 3).result());
        assertEquals(1, task(node, 3).losses());
        assertEquals(1, task(node, 3).takeOvers());
        assertEquals(TaskState.CANCELLED, task(node, 8).state());
        assertNull(task(node, 5).hookError());
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE hook_pending"));
    }

    @Test
    void aDatabaseThatIsNewerIsRefused() {
        TestDatabase database = setup.newDatabase();
        migrate(database, NEWEST);

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> migrate(database, NEWEST - 1));
        assertEquals(
                "The database is newer than this version of Takt, which does not know ["
                        + Migrations.SCRIPTS.get(NEWEST - 1) + "]: deploy the newer version here as well",
                refused.getMessage());
        assertEquals(0, migrate(database, NEWEST));
    }

    private int migrate(TestDatabase database, int version) {
        return Migrations.run(
                database.dataSource(),
                setup.isPostgresql() ? "postgresql" : "h2",
                Migrations.SCRIPTS.subList(0, version));
    }

    private static Schedule schedule(TaktNode node, long id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private static Task task(TaktNode node, long id) {
        return node.scheduler().find(new TaskId(id)).orElseThrow();
    }

    private static TaskState stored(TaktNode node, long id) {
        return TaskState.valueOf(node.database().stateOf(id));
    }

    private static List<String> results(TaktNode node, long schedule) {
        return node.database()
                .column("SELECT result FROM takt_task WHERE state = 'SUCCEEDED' AND schedule_id = " + schedule);
    }
}
