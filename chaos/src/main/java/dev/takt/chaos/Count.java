package dev.takt.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the database says at the end of one kind of task.
 *
 * @param kind {@code transactional}, {@code plain} or {@code recurring}
 * @param wanted how many slots and waiting tasks there were
 * @param lost those without an effect
 * @param doubled effects beyond the first of each
 * @param unexplained those effects that may not be: of a transactional function, of a second task for the same, or of a task whose
 *     row says neither that it was taken over from a lost node nor that the function has failed and was tried again
 */
record Count(String kind, long wanted, long lost, long doubled, long unexplained) {
    static final List<String> ONE_TIME = List.of("transactional", "plain");
    static final List<String> KINDS = List.of("transactional", "plain", "recurring");

    /** An effect of something that nobody wanted counts as doubled. */
    private static final String SQL = """
            WITH wanted AS (
                SELECT schedule || ' ' || slot AS what FROM chaos_slot WHERE kind = '%1$s'
                UNION ALL SELECT id::text FROM takt_task WHERE func = 'chaos.%1$s' AND schedule_id IS NULL),
            done AS (
                SELECT coalesce(schedule || ' ' || slot, task::text) AS what, count(*) AS times, min(task) AS task,
                    max(task) AS last_task
                FROM chaos_effect WHERE kind = '%1$s' GROUP BY 1),
            beyond AS (
                SELECT wanted.what AS wanted, done.task, done.last_task, times, times - CASE WHEN wanted.what IS NULL THEN 0 ELSE 1 END AS doubled
                FROM wanted FULL JOIN done USING (what))
            SELECT count(wanted), count(*) FILTER (WHERE times IS NULL), coalesce(sum(doubled), 0),
                coalesce(sum(doubled) FILTER (WHERE NOT EXISTS (
                    SELECT FROM takt_task t WHERE t.id = beyond.task AND t.id = beyond.last_task
                        AND (t.take_overs > 0 OR t.failures > 0)
                        AND t.func NOT LIKE '%%transactional')), 0)
            FROM beyond""";

    static Count of(Connection connection, String kind) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL.formatted(kind))) {
            row.next();
            return new Count(kind, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** Takt's promise: only a plain function may run twice, and only if its node was lost. */
    boolean isKept() {
        return lost == 0 && unexplained == 0;
    }
}
