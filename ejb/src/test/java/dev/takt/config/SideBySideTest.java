package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.Signals;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.harness.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While nodes are replaced one by one, old ones work on the tables of the newest version. */
@OnBothDatabases
class SideBySideTest {
    private static final int NEWEST = Migrations.SCRIPTS.size();

    private final Setup setup;

    SideBySideTest(Setup setup) {
        this.setup = setup;
    }

    /** If this fails: give the new column a default, or let it be null, and take nothing away that was there. */
    @Test
    void noMigrationBreaksWhatTheVersionsBeforeItWriteAndRead() throws SQLException {
        TestDatabase database = setup.newDatabase();
        Tables before = new Tables(new java.util.TreeMap<>());
        for (int version = 1; version <= NEWEST; version++) {
            migrate(database, version);
            Tables after = Tables.of(database);
            assertTrue(after.columns().containsKey("takt_task"), "the catalogue was read");
            assertEquals(List.of(), before.whatBreaksIn(after), Migrations.SCRIPTS.get(version - 1));
            before = after;
        }
    }

    @Test
    void aMigrationThatWouldBreakThemIsFound() throws SQLException {
        TestDatabase database = setup.newDatabase();
        migrate(database, NEWEST);
        Tables before = Tables.of(database);
        database.execute("ALTER TABLE takt_node ADD COLUMN must_be_given integer NOT NULL");
        database.execute("ALTER TABLE takt_node ADD COLUMN may_be_given integer DEFAULT 1 NOT NULL");
        database.execute("ALTER TABLE takt_node DROP COLUMN running");
        database.execute("ALTER TABLE takt_task ALTER COLUMN result SET NOT NULL");
        database.execute("ALTER TABLE takt_function RENAME TO takt_functions");

        assertEquals(
                List.of(
                        "takt_function.node is gone",
                        "takt_function.name is gone",
                        "takt_function.signature is gone",
                        "takt_function.description is gone",
                        "takt_node.running is gone",
                        "takt_node.must_be_given has no default",
                        "takt_task.result takes less than before"),
                before.whatBreaksIn(Tables.of(database)));
    }

    @Test
    void whatANodeOfTheFirstVersionWritesIsUnderstood() {
        try (TaktNode node = TaktNode.on(setup).start()) {
            TestDatabase database = node.database();
            database.execute(
                    "INSERT INTO takt_node (id, name, cluster, draining) VALUES (77, 'old', 'default', false)");
            database.execute("INSERT INTO takt_function (node, name, signature, description)"
                    + " VALUES (77, 'old.only', 'old.only()', NULL)");
            database.execute(
                    "INSERT INTO takt_schedule (func, args, schedule_type, every) VALUES ('math.sqrt', '[9]', 'E', 'PT1H')");
            TaskId slot = taskOfTheOldNode(database, "schedule_id, generation, planned_at", "1, 0, CURRENT_TIMESTAMP");
            TaskId handedBack = taskOfTheOldNode(database, "priority", "1");
            TaskId cancelled = taskOfTheOldNode(database, "priority", "1");

            assertEquals(
                    List.of("old"),
                    node.scheduler().status().nodes().stream()
                            .filter(other -> !other.self())
                            .map(other -> other.name())
                            .toList());
            assertTrue(node.scheduler().functions().stream()
                    .anyMatch(function -> function.name().equals("old.only")));

            database.execute("UPDATE takt_task SET state = 'SUCCEEDED', finished_at = CURRENT_TIMESTAMP, started_at ="
                    + " CURRENT_TIMESTAMP, result = '3.0', hook_pending = false WHERE id = " + slot.value());
            assertEquals("3.0", task(node, slot).result());

            database.execute("UPDATE takt_task SET node = NULL, state = 'WAITING', fence = fence + 1, run_after ="
                    + " CURRENT_TIMESTAMP WHERE id = " + handedBack.value());
            node.poll();
            assertEquals("3.0", task(node, handedBack).result());

            database.execute("DELETE FROM takt_node WHERE id = 77");
            assertEquals(1, node.get(LostTasks.class).takeOver());
            database.execute("INSERT INTO takt_signal (node, kind, subject) VALUES ("
                    + node.get(Node.class).id() + ", 'CANCEL', " + cancelled.value() + ")");
            assertEquals(1, node.get(Signals.class).receive());
            assertEquals(TaskState.CANCELLED, task(node, cancelled).state());
            assertEquals("cancelled", task(node, cancelled).error().message());
        }
    }

    private static TaskId taskOfTheOldNode(TestDatabase database, String columns, String values) {
        database.execute(
                "INSERT INTO takt_task (name, task_group, func, args, kwargs, hook, state, run_after, node, fence,"
                        + " save, queued_at, " + columns
                        + ") VALUES ('old', 'old', 'math.sqrt', '[9]', NULL, NULL, 'CLAIMED',"
                        + " CURRENT_TIMESTAMP, 77, 1, true, CURRENT_TIMESTAMP, " + values + ")");
        return new TaskId(database.count("SELECT max(id) FROM takt_task"));
    }

    private static Task task(TaktNode node, TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    private void migrate(TestDatabase database, int version) {
        Migrations.run(
                database.dataSource(),
                setup.isPostgresql() ? "postgresql" : "h2",
                Migrations.SCRIPTS.subList(0, version));
    }
}
