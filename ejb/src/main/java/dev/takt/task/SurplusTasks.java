package dev.takt.task;

import dev.takt.config.TaktConfig;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what a schedule has more of than it may keep, the oldest first; tasks without schedule count together, as if
 * they were of one. By the key of slots, which begins with the schedule (SEMANTICS, section 7).
 */
@ApplicationScoped
class SurplusTasks {
    /** The most rows of one statement. */
    static final int LIMIT = 5000;

    private static final int ROWS_READ_AT_ONCE = 100_000;

    /** The newest finished and the newest successful task of a schedule stay, whatever the limits. */
    private static final String SURPLUS = """
            SELECT id FROM (
                SELECT id, schedule_id, hook_pending, state IN ('SUCCEEDED', 'SKIPPED') AS success,
                    row_number() OVER (PARTITION BY schedule_id, state IN ('SUCCEEDED', 'SKIPPED') ORDER BY id DESC)
                        AS nth,
                    max(id) OVER (PARTITION BY schedule_id) AS newest,
                    max(CASE WHEN state = 'SUCCEEDED' THEN id END) OVER (PARTITION BY schedule_id) AS newest_success
                FROM takt_task WHERE %s AND finished_at IS NOT NULL) finished
            WHERE nth > CASE WHEN success THEN CAST(? AS bigint) ELSE CAST(? AS bigint) END AND NOT hook_pending
                AND (schedule_id IS NULL OR (id <> newest AND id <> COALESCE(newest_success, 0)))
            ORDER BY id LIMIT ?""";

    private static final String OF_SCHEDULES = SURPLUS.formatted("schedule_id = ANY(?)");
    private static final String WITHOUT_SCHEDULE = SURPLUS.formatted("schedule_id IS NULL");

    private final Database database;
    private final TaktConfig config;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected SurplusTasks() {
        this(null, null);
    }

    @Inject
    SurplusTasks(Database database, TaktConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Of how many schedules to prune the tasks at once. */
    int schedulesAtOnce() {
        long each = 1L + successesKept() + config.keepFailures();
        return (int) Math.max(1, Math.min(500, ROWS_READ_AT_ONCE / each));
    }

    /** Whether there is a limit to successes; without one, only failures can be too many. */
    boolean limitsSuccesses() {
        return config.saveLimit() != 0;
    }

    /**
     * Prunes in a transaction of its own.
     *
     * @param schedules not too many
     * @return how many tasks went; as many as {@link #LIMIT} if there may be more
     */
    int prune(Collection<Long> schedules) {
        return schedules.isEmpty()
                ? 0
                : inNew(
                        OF_SCHEDULES,
                        connection -> connection.createArrayOf("bigint", schedules.toArray()),
                        successesKept(),
                        config.keepFailures(),
                        LIMIT);
    }

    /** The same for the tasks that were asked for at once. */
    int pruneWithoutSchedule() {
        return inNew(WITHOUT_SCHEDULE, null, successesKept(), config.keepFailures(), LIMIT);
    }

    private int inNew(String sql, Database.@Nullable Work<Array> schedules, Object... limits) {
        return database.inNew(connection -> {
            database.sql().beginShort(connection);
            return FinishedTasks.delete(connection, find(connection, sql, schedules, limits));
        });
    }

    private static List<Long> find(
            Connection connection, String sql, Database.@Nullable Work<Array> schedules, Object... limits)
            throws SQLException {
        if (schedules == null) {
            return Jdbc.query(connection, sql, row -> row.getLong(1), limits);
        }
        return Jdbc.query(
                connection, sql, row -> row.getLong(1), schedules.on(connection), limits[0], limits[1], limits[2]);
    }

    private int successesKept() {
        return switch (config.saveLimit()) {
            case 0 -> Integer.MAX_VALUE;
            case -1 -> 0;
            default -> config.saveLimit();
        };
    }
}
