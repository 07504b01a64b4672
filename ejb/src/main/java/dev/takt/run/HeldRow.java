package dev.takt.run;

import dev.takt.sql.ClaimedTask;
import dev.takt.sql.HandOver;
import dev.takt.sql.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/** How the row of a task stands that this node may have locked or finished in a transaction of its own. */
enum HeldRow {
    LOCKED,
    UNFINISHED,
    FINISHED,
    NOT_MINE;

    private static final String OF_TASK = "SELECT finished_at FROM takt_task WHERE id = ? AND node = ? AND fence = ?";

    /** Not at once: what makes commits fail may last. */
    private static final String RELEASE = """
            UPDATE takt_task SET %s, run_after = %s + INTERVAL '1' SECOND
            WHERE id = ?""";

    /** Locks it, unless somebody else has: it is never waited for. */
    static HeldRow lock(Connection connection, ClaimedTask task) throws SQLException {
        HeldRow locked = read(connection, OF_TASK + " FOR UPDATE SKIP LOCKED", task);
        if (locked != NOT_MINE) {
            return locked;
        }
        HeldRow seen = read(connection, OF_TASK, task);
        return seen == UNFINISHED ? LOCKED : seen;
    }

    /** Lets it wait for another attempt; the caller has locked it. */
    static void release(Connection connection, ClaimedTask task, String now) throws SQLException {
        Jdbc.update(connection, RELEASE.formatted(HandOver.WAITS_AGAIN, now), task.id());
    }

    private static HeldRow read(Connection connection, String sql, ClaimedTask task) throws SQLException {
        return Jdbc.one(
                        connection,
                        sql,
                        row -> row.getObject("finished_at") == null ? UNFINISHED : FINISHED,
                        task.id(),
                        task.node(),
                        task.fence())
                .orElse(NOT_MINE);
    }
}
