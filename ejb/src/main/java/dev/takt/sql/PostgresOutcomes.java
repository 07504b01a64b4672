package dev.takt.sql;

import dev.takt.api.TaskError;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** N8 on PostgreSQL: a batch of outcomes in one statement, and one more for the schedules they belong to. */
final class PostgresOutcomes {
    /**
     * Unfinished and still that node's. In one expression, so that rows are found by their keys: the index of unfinished tasks
     * by node looks small to the planner, and is full of dead entries of all that have ended lately.
     */
    private static final String OURS = "CASE WHEN t.finished_at IS NULL THEN t.node END = o.node";

    /** The ids come in ascending order, and so do the locks. */
    private static final String SUCCEED = PostgresSql.SHORT + """
            ; UPDATE takt_task t
            SET state = 'SUCCEEDED', finished_at = (SELECT takt_now()) - o.ended_ago * interval '1 microsecond',
                started_at = (SELECT takt_now()) - o.started_ago * interval '1 microsecond', result = o.result,
                hook_pending = o.hook
            FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[])
                AS o (id, node, fence, started_ago, ended_ago, result, hook)
            WHERE t.id = ANY (?::bigint[]) AND t.id = o.id AND t.fence = o.fence AND %s
            RETURNING t.id""".formatted(OURS);

    /** The same for all others, which are fewer and say more. */
    private static final String END = PostgresSql.SHORT + """
            ; UPDATE takt_task t
            SET state = o.state, finished_at = takt_now() - o.ended_ago * interval '1 microsecond',
                started_at = takt_now() - o.started_ago * interval '1 microsecond', result = o.result,
                failures = t.failures + CASE WHEN o.state = 'FAILED' THEN 1 ELSE 0 END,
                error_type = o.error_type, error_message = o.error_message, error_stack = o.error_stack,
                hook_pending = o.hook
            FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
                AS o (id, node, fence, started_ago, ended_ago, result, hook, state, error_type, error_message,
                    error_stack)
            WHERE t.id = ANY (?::bigint[]) AND t.id = o.id AND t.fence = o.fence AND %s
            RETURNING t.id""".formatted(OURS);

    /** Successes that are not to be saved, and that nobody is to be told of. */
    private static final String FORGET = PostgresSql.SHORT + """
            ; DELETE FROM takt_task t USING unnest(?::bigint[], ?::bigint[], ?::int[]) AS o (id, node, fence)
            WHERE t.id = ANY (?::bigint[]) AND t.id = o.id AND t.fence = o.fence AND %s
            RETURNING t.id""".formatted(OURS);

    private static final String RECORD_SUCCESS = recordSuccess("s.id = ANY (?::bigint[])", "s.id");

    /**
     * The same where a claim has just left the rows: beside an old transaction each has hundreds of dead versions, and a
     * look-up by its key would walk over them. Whatever is not found there has been changed since. No index of keys is to be
     * of any use to the planner: it may walk over all of it.
     */
    private static final String RECORD_SUCCESS_IN_PLACE = recordSuccess("s.ctid = ANY (?::text[]::tid[])", "s.ctid");

    private static String recordSuccess(String which, String key) {
        return """
            WITH ended AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::boolean[], ?::int[])
                    AS e (id, task, success, any_success, failures)),
            before AS MATERIALIZED (
                SELECT %1$s AS found, %2$s FROM takt_schedule s WHERE %3$s ORDER BY s.id + 0 FOR UPDATE)
            UPDATE takt_schedule s
            SET success = CASE WHEN s.last_task = e.task THEN e.success ELSE s.success END,
                last_success = CASE WHEN e.any_success THEN takt_now() ELSE s.last_success END,
                overdue_since = CASE WHEN e.any_success THEN NULL ELSE s.overdue_since END,
                failures_in_a_row = e.failures + CASE WHEN e.any_success THEN 0 ELSE s.failures_in_a_row END
            FROM ended e JOIN before ON before.id = e.id
            WHERE s.id + 0 = e.id AND %1$s = ANY (ARRAY(SELECT found FROM before))
            RETURNING %4$s""".formatted(
                        key,
                        "s." + Standing.COLUMNS.replace(", ", ", s."),
                        which,
                        "before." + Standing.COLUMNS.replace(", ", ", before."));
    }

    private PostgresOutcomes() {}

    /** {@link ClusterSql#complete}. */
    static Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        List<Outcome> ordered = new ArrayList<>(outcomes);
        ordered.sort(Comparator.comparingLong(outcome -> outcome.task().id()));
        Map<Way, List<Outcome>> byWay = new EnumMap<>(Way.class);
        ordered.forEach(outcome ->
                byWay.computeIfAbsent(Way.of(outcome), way -> new ArrayList<>()).add(outcome));
        Set<Long> recorded = new HashSet<>();
        for (Map.Entry<Way, List<Outcome>> written : byWay.entrySet()) {
            recorded.addAll(write(connection, written.getKey(), written.getValue()));
        }
        return new Completed(recorded, recordSuccess(connection, LastOutcome.perSchedule(ordered, recorded)));
    }

    /** {@link ClusterSql#completesAtOnce}: all are written in the same way, and no schedule is to be told. */
    static boolean isOneStatement(List<Outcome> outcomes) {
        return outcomes.stream().map(Way::of).distinct().count() == 1
                && outcomes.stream().allMatch(LastOutcome::isOfNoSchedule);
    }

    /** How an outcome is written. */
    private enum Way {
        SUCCEED,
        END,
        FORGET;

        static Way of(Outcome outcome) {
            if (!outcome.leavesRow()) {
                return FORGET;
            }
            return outcome.succeeded() ? SUCCEED : END;
        }
    }

    private static List<Long> write(Connection connection, Way way, List<Outcome> outcomes) throws SQLException {
        return switch (way) {
            case SUCCEED -> succeed(connection, outcomes);
            case END -> end(connection, outcomes);
            case FORGET -> forget(connection, outcomes);
        };
    }

    private static List<Long> succeed(Connection connection, List<Outcome> outcomes) throws SQLException {
        Array ids = ids(connection, outcomes);
        return Jdbc.secondQuery(
                connection,
                SUCCEED,
                row -> row.getLong(1),
                ids,
                nodes(connection, outcomes),
                fences(connection, outcomes),
                ago(connection, outcomes, Outcome::startedAgo),
                ago(connection, outcomes, Outcome::endedAgo),
                SqlArrays.texts(connection, outcomes, Outcome::result),
                SqlArrays.booleans(connection, outcomes, Outcome::hookPending),
                ids);
    }

    private static List<Long> end(Connection connection, List<Outcome> outcomes) throws SQLException {
        Array ids = ids(connection, outcomes);
        return Jdbc.secondQuery(
                connection,
                END,
                row -> row.getLong(1),
                ids,
                nodes(connection, outcomes),
                fences(connection, outcomes),
                ago(connection, outcomes, Outcome::startedAgo),
                ago(connection, outcomes, Outcome::endedAgo),
                SqlArrays.texts(connection, outcomes, Outcome::result),
                SqlArrays.booleans(connection, outcomes, Outcome::hookPending),
                SqlArrays.texts(connection, outcomes, outcome -> outcome.state().name()),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::type)),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::message)),
                SqlArrays.texts(connection, outcomes, outcome -> errorPart(outcome, TaskError::stack)),
                ids);
    }

    private static List<Long> forget(Connection connection, List<Outcome> outcomes) throws SQLException {
        Array ids = ids(connection, outcomes);
        return Jdbc.secondQuery(
                connection,
                FORGET,
                row -> row.getLong(1),
                ids,
                nodes(connection, outcomes),
                fences(connection, outcomes),
                ids);
    }

    private static Array ids(Connection connection, List<Outcome> outcomes) throws SQLException {
        return SqlArrays.longs(connection, outcomes, outcome -> outcome.task().id());
    }

    private static Array nodes(Connection connection, List<Outcome> outcomes) throws SQLException {
        return SqlArrays.longs(connection, outcomes, outcome -> outcome.task().node());
    }

    private static Array fences(Connection connection, List<Outcome> outcomes) throws SQLException {
        return SqlArrays.ints(connection, outcomes, outcome -> outcome.task().fence());
    }

    private static Array ago(Connection connection, List<Outcome> outcomes, Function<Outcome, Duration> ago)
            throws SQLException {
        return SqlArrays.longs(
                connection, outcomes, outcome -> ago.apply(outcome).toNanos() / 1000);
    }

    private static List<Turn> recordSuccess(Connection connection, List<LastOutcome> ended) throws SQLException {
        if (ended.isEmpty()) {
            return List.of();
        }
        Map<Long, Standing> before = new HashMap<>();
        List<LastOutcome> placed =
                ended.stream().filter(outcome -> outcome.place() != null).toList();
        if (!placed.isEmpty()) {
            before.putAll(recordSuccess(
                    connection,
                    RECORD_SUCCESS_IN_PLACE,
                    placed,
                    SqlArrays.texts(connection, placed, LastOutcome::place)));
        }
        List<LastOutcome> others = ended.stream()
                .filter(outcome -> !before.containsKey(outcome.schedule()))
                .toList();
        if (!others.isEmpty()) {
            Array keys = SqlArrays.longs(connection, others, LastOutcome::schedule);
            before.putAll(recordSuccess(connection, RECORD_SUCCESS, others, keys));
        }
        return LastOutcome.turns(ended, before);
    }

    private static Map<Long, Standing> recordSuccess(
            Connection connection, String statement, List<LastOutcome> ended, Array which) throws SQLException {
        return Jdbc.query(
                        connection,
                        statement,
                        Standing::read,
                        SqlArrays.longs(connection, ended, LastOutcome::schedule),
                        SqlArrays.longs(connection, ended, LastOutcome::task),
                        SqlArrays.booleans(connection, ended, LastOutcome::success),
                        SqlArrays.booleans(connection, ended, LastOutcome::anySuccess),
                        SqlArrays.ints(connection, ended, LastOutcome::failures),
                        which)
                .stream()
                .collect(Collectors.toMap(Standing::schedule, Function.identity()));
    }

    private static @Nullable String errorPart(Outcome outcome, Function<TaskError, @Nullable String> part) {
        return outcome.error() == null ? null : part.apply(outcome.error());
    }
}
