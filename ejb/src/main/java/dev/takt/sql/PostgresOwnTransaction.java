package dev.takt.sql;

import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * N9 on PostgreSQL: one round trip before the function, one after it. Rows are found by index, whatever was planned when
 * the table was empty (decision 0012): by the key alone, since the index of a node's unfinished tasks is full of dead
 * entries, hence {@code node + 0}; the function's own statements are planned as ever.
 */
final class PostgresOwnTransaction {
    private static final String BY_INDEX = "set_config('enable_seqscan', 'off', true)";

    private static final String LOCK = """
            SELECT set_config('statement_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true),
                CASE WHEN current_setting('server_version_num')::int >= 170000
                    THEN set_config('transaction_timeout', ?, true) END,
                set_config('takt.seqscan', current_setting('enable_seqscan'), true), %s;
            SELECT id FROM takt_task WHERE id = ? AND node + 0 = ? AND fence = ? AND finished_at IS NULL FOR UPDATE;
            SELECT set_config('enable_seqscan', current_setting('takt.seqscan'), true)""".formatted(BY_INDEX);

    private static final String COMPLETE = "SELECT " + BY_INDEX + """
            ; UPDATE takt_task SET state = ?, finished_at = takt_now(),
                started_at = takt_now() - ? * interval '1 microsecond', result = ?, failures = failures + ?,
                error_type = ?, error_message = ?, error_stack = ?, hook_pending = ?
            WHERE id = ? AND node + 0 = ? AND fence = ? AND finished_at IS NULL RETURNING id""";

    private static final String FORGET = "SELECT " + BY_INDEX + """
            ; DELETE FROM takt_task WHERE id = ? AND node + 0 = ? AND fence = ? AND finished_at IS NULL RETURNING id""";

    private static final String RECORD_SUCCESS = """
            ; WITH before AS MATERIALIZED (SELECT %s FROM takt_schedule WHERE id = ? FOR UPDATE)
            UPDATE takt_schedule s SET success = CASE WHEN s.last_task = ? THEN ? ELSE s.success END,
                last_success = CASE WHEN ? THEN takt_now() ELSE s.last_success END,
                overdue_since = CASE WHEN ? THEN NULL ELSE s.overdue_since END,
                failures_in_a_row = ? + CASE WHEN ? THEN 0 ELSE s.failures_in_a_row END
            FROM before WHERE s.id = before.id AND s.id = ? RETURNING before.*""".formatted(Standing.COLUMNS);

    private PostgresOwnTransaction() {}

    /** {@link ClusterSql#lockForRun}. */
    static boolean lock(Connection connection, ClaimedTask task, Duration limit) throws SQLException {
        String millis = Long.toString(Math.min(limit.toMillis(), Integer.MAX_VALUE)); // the settings' own limit
        return !Jdbc.secondQuery(
                        connection,
                        LOCK,
                        row -> row.getLong("id"),
                        millis,
                        millis,
                        millis,
                        task.id(),
                        task.node(),
                        task.fence())
                .isEmpty();
    }

    /** {@link ClusterSql#completeOne}. */
    static Completed complete(Connection connection, Outcome outcome) throws SQLException {
        long id = outcome.task().id();
        List<LastOutcome> ended = LastOutcome.perSchedule(List.of(outcome), Set.of(id));
        List<@Nullable Object> parameters = new ArrayList<>(outcome.leavesRow() ? written(outcome) : List.of());
        parameters.addAll(List.of(id, outcome.task().node(), outcome.task().fence()));
        ended.forEach(last -> parameters.addAll(of(last)));
        String sql = (outcome.leavesRow() ? COMPLETE : FORGET) + (ended.isEmpty() ? "" : RECORD_SUCCESS);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Jdbc.bind(statement, parameters.toArray());
            statement.execute();
            boolean recorded = !Jdbc.next(statement, row -> row.getLong("id")).isEmpty();
            List<Standing> before = recorded && !ended.isEmpty() ? Jdbc.next(statement, Standing::read) : List.of();
            return new Completed(
                    recorded ? Set.of(id) : Set.of(),
                    before.isEmpty() ? List.of() : LastOutcome.turns(ended, Map.of(id(before), before.get(0))));
        }
    }

    private static long id(List<Standing> before) {
        return before.get(0).schedule();
    }

    private static List<@Nullable Object> written(Outcome outcome) {
        TaskError error = outcome.error();
        return Arrays.asList(
                outcome.state().name(),
                outcome.startedAgo().toNanos() / 1000,
                outcome.result(),
                outcome.state() == TaskState.FAILED ? 1 : 0,
                error == null ? null : error.type(),
                error == null ? null : error.message(),
                error == null ? null : error.stack(),
                outcome.hookPending());
    }

    private static List<Object> of(LastOutcome last) {
        return List.of(
                last.schedule(),
                last.task(),
                last.success(),
                last.anySuccess(),
                last.anySuccess(),
                last.failures(),
                last.anySuccess(),
                last.schedule());
    }
}
