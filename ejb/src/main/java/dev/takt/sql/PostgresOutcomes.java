package dev.takt.sql;

import dev.takt.api.TaskError;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** N8 on PostgreSQL: a batch of outcomes in one statement, and one more for the schedules they belong to. */
final class PostgresOutcomes {
    /** The ids come in ascending order, and so do the locks. */
    private static final String COMPLETE = PostgresSql.SHORT + """
            ; UPDATE takt_task t
            SET state = o.state, finished_at = takt_now(),
                started_at = takt_now() - o.started_ago * interval '1 microsecond', result = o.result,
                failures = t.failures + CASE WHEN o.state = 'FAILED' THEN 1 ELSE 0 END,
                error_type = o.error_type, error_message = o.error_message, error_stack = o.error_stack,
                hook_pending = o.hook
            FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::boolean[])
                AS o (id, node, fence, state, started_ago, result, error_type, error_message, error_stack, hook)
            WHERE t.id = ANY (?::bigint[])
                AND t.id = o.id AND t.node = o.node AND t.fence = o.fence AND t.finished_at IS NULL
            RETURNING t.id""";

    /** Successes that are not to be saved, and that nobody is to be told of. */
    private static final String FORGET = PostgresSql.SHORT + """
            ; DELETE FROM takt_task t USING unnest(?::bigint[], ?::bigint[], ?::int[]) AS o (id, node, fence)
            WHERE t.id = ANY (?::bigint[])
                AND t.id = o.id AND t.node = o.node AND t.fence = o.fence AND t.finished_at IS NULL
            RETURNING t.id""";

    private static final String RECORD_SUCCESS = """
            WITH ended AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::boolean[], ?::int[])
                    AS e (id, task, success, any_success, failures)),
            before AS MATERIALIZED (
                SELECT %s FROM takt_schedule s WHERE s.id = ANY (?::bigint[]) ORDER BY s.id FOR UPDATE)
            UPDATE takt_schedule s
            SET success = CASE WHEN s.last_task = e.task THEN e.success ELSE s.success END,
                last_success = CASE WHEN e.any_success THEN takt_now() ELSE s.last_success END,
                overdue_since = CASE WHEN e.any_success THEN NULL ELSE s.overdue_since END,
                failures_in_a_row = e.failures + CASE WHEN e.any_success THEN 0 ELSE s.failures_in_a_row END
            FROM ended e JOIN before ON before.id = e.id
            WHERE s.id = e.id AND s.id = ANY (?::bigint[])
            RETURNING %s""".formatted(
            "s." + Standing.COLUMNS.replace(", ", ", s."), "before." + Standing.COLUMNS.replace(", ", ", before."));

    private PostgresOutcomes() {}

    /** {@link ClusterSql#complete}. */
    static Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        Set<Long> recorded = new HashSet<>();
        Map<Boolean, List<Outcome>> byRow = outcomes.stream()
                .sorted(Comparator.comparingLong(outcome -> outcome.task().id()))
                .collect(Collectors.partitioningBy(Outcome::leavesRow));
        recorded.addAll(update(connection, Objects.requireNonNull(byRow.get(true))));
        recorded.addAll(forget(connection, Objects.requireNonNull(byRow.get(false))));
        return new Completed(recorded, recordSuccess(connection, LastOutcome.perSchedule(outcomes, recorded)));
    }

    private static List<Long> update(Connection connection, List<Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        Array ids =
                SqlArrays.longs(connection, outcomes, outcome -> outcome.task().id());
        return Jdbc.secondQuery(
                connection,
                COMPLETE,
                row -> row.getLong("id"),
                ids,
                SqlArrays.longs(connection, outcomes, outcome -> outcome.task().node()),
                SqlArrays.ints(connection, outcomes, outcome -> outcome.task().fence()),
                SqlArrays.texts(connection, outcomes, outcome -> outcome.state().name()),
                SqlArrays.longs(
                        connection, outcomes, outcome -> outcome.startedAgo().toNanos() / 1000),
                SqlArrays.texts(connection, outcomes, Outcome::result),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::type)),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::message)),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::stack)),
                SqlArrays.booleans(connection, outcomes, Outcome::hookPending),
                ids);
    }

    private static List<Long> forget(Connection connection, List<Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        Array ids =
                SqlArrays.longs(connection, outcomes, outcome -> outcome.task().id());
        return Jdbc.secondQuery(
                connection,
                FORGET,
                row -> row.getLong("id"),
                ids,
                SqlArrays.longs(connection, outcomes, outcome -> outcome.task().node()),
                SqlArrays.ints(connection, outcomes, outcome -> outcome.task().fence()),
                ids);
    }

    private static List<Turn> recordSuccess(Connection connection, List<LastOutcome> ended) throws SQLException {
        if (ended.isEmpty()) {
            return List.of();
        }
        Array schedules = SqlArrays.longs(connection, ended, LastOutcome::schedule);
        Map<Long, Standing> before = Jdbc.query(
                        connection,
                        RECORD_SUCCESS,
                        Standing::read,
                        schedules,
                        SqlArrays.longs(connection, ended, LastOutcome::task),
                        SqlArrays.booleans(connection, ended, LastOutcome::success),
                        SqlArrays.booleans(connection, ended, LastOutcome::anySuccess),
                        SqlArrays.ints(connection, ended, LastOutcome::failures),
                        schedules,
                        schedules)
                .stream()
                .collect(Collectors.toMap(Standing::schedule, Function.identity()));
        return LastOutcome.turns(ended, before);
    }

    private static @Nullable String errorPart(Outcome outcome, Function<TaskError, @Nullable String> part) {
        return outcome.error() == null ? null : part.apply(outcome.error());
    }
}
