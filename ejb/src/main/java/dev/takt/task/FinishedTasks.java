package dev.takt.task;

import dev.takt.sql.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Deletes rows of finished tasks; those that somebody else has locked, or whose hook is still to be fired, stay. */
final class FinishedTasks {
    private static final String LOCK = """
            SELECT id FROM takt_task WHERE id = ANY(?) AND finished_at IS NOT NULL AND NOT hook_pending
            ORDER BY id FOR UPDATE SKIP LOCKED""";

    private FinishedTasks() {}

    /**
     * Deletes in the caller's transaction.
     *
     * @return how many rows went
     */
    static int delete(Connection connection, List<Long> ids) throws SQLException {
        List<Long> locked = ids.isEmpty()
                ? ids
                : Jdbc.query(
                        connection, LOCK, row -> row.getLong(1), connection.createArrayOf("bigint", ids.toArray()));
        return locked.isEmpty()
                ? 0
                : Jdbc.update(
                        connection,
                        "DELETE FROM takt_task WHERE id = ANY(?)",
                        connection.createArrayOf("bigint", locked.toArray()));
    }
}
