package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import dev.takt.sql.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tasks by plain JDBC: for hooks, off the hot path's transaction, and wherever an entity manager would show an older state. */
public final class TaskReader {
    private static final String BY_ID = "SELECT * FROM takt_task WHERE id = ANY(?) ORDER BY id";
    private static final String ONE = "SELECT * FROM takt_task WHERE id = ?";

    private TaskReader() {}

    /**
     * Reads tasks.
     *
     * @param connection of any transaction
     * @param ids which ones
     * @return those that exist, by id
     * @throws SQLException from the driver
     */
    public static List<Task> byIds(Connection connection, Collection<Long> ids) throws SQLException {
        return Jdbc.query(connection, BY_ID, TaskReader::read, connection.createArrayOf("bigint", ids.toArray()));
    }

    static Optional<Task> byId(Connection connection, long id, boolean running) throws SQLException {
        return Jdbc.one(connection, ONE, row -> read(row, running), id);
    }

    static Task read(ResultSet row) throws SQLException {
        return read(row, false);
    }

    /** RUNNING is shown, never stored. */
    static Task read(ResultSet row, boolean running) throws SQLException {
        TaskState state = TaskState.valueOf(row.getString("state"));
        return new Task(
                row.getLong("id"),
                row.getObject("schedule_id", Long.class),
                row.getObject("generation", Long.class),
                Jdbc.instant(row, "planned_at"),
                row.getString("name"),
                row.getString("task_group"),
                row.getString("func"),
                row.getString("args"),
                row.getString("kwargs"),
                row.getString("hook"),
                running && state == TaskState.CLAIMED ? TaskState.RUNNING : state,
                row.getObject("node", Long.class),
                row.getInt("failures"),
                row.getInt("losses"),
                row.getInt("take_overs"),
                Objects.requireNonNull(Jdbc.instant(row, "queued_at")),
                Jdbc.instant(row, "started_at"),
                Jdbc.instant(row, "finished_at"),
                row.getString("result"),
                error(row),
                row.getString("hook_error"),
                Jdbc.instant(row, "skipped_last"),
                row.getObject("skipped_count", Long.class),
                row.getObject("retry_of", Long.class));
    }

    private static @Nullable TaskError error(ResultSet row) throws SQLException {
        String type = row.getString("error_type");
        String message = row.getString("error_message");
        return type == null && message == null
                ? null
                : new TaskError(type, Objects.requireNonNullElse(message, ""), row.getString("error_stack"));
    }
}
