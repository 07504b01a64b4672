package dev.takt.sql;

import dev.takt.api.TaskError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Set by set: arrays travel, a CTE fences what is locked. */
final class PostgresSql implements ClusterSql {
    /** Takt's own class of advisory locks: "TAKT". */
    private static final int FUNCTION_LOCKS = 0x54414b54;

    private static final int NAME_LOCKS = FUNCTION_LOCKS + 1;

    private static final String SHORT =
            "SELECT set_config('statement_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '5s', true)";

    private static final String LOCK_DUE = "SELECT " + Rows.DUE_COLUMNS + " FROM takt_schedule WHERE " + Rows.RUNNABLE
            + " AND next_run <= takt_now() ORDER BY next_run LIMIT ? FOR UPDATE SKIP LOCKED";

    /** The slots go in as arrays; the rest comes from the locked row. */
    private static final String INSERT = """
            INSERT INTO takt_task (schedule_id, generation, planned_at, name, task_group, func, args, kwargs, hook,
                    state, priority, run_after, cluster, node, fence, timeout, max_attempts, retry_delay, save,
                    intended_date_kwarg, zone, serial, queued_at)
            SELECT s.id, s.generation, slot.planned_at, coalesce(s.task_name, s.name, s.func),
                    coalesce(s.task_group, s.name, s.id::text), s.func, s.args, s.kwargs, s.hook,
                    CASE WHEN slot.waits THEN 'WAITING' ELSE 'CLAIMED' END, s.priority, slot.start_at, s.cluster,
                    CASE WHEN slot.waits THEN NULL ELSE ?::bigint END, CASE WHEN slot.waits THEN 0 ELSE 1 END,
                    s.timeout, s.max_attempts, s.retry_delay, s.save, s.intended_date_kwarg, s.zone,
                    s.overlap <> 'ALLOW', takt_now()
            FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                WITH ORDINALITY AS slot (schedule_id, planned_at, start_at, waits, place)
            JOIN takt_schedule s ON s.id = slot.schedule_id
            ORDER BY slot.place
            ON CONFLICT (schedule_id, generation, planned_at) DO NOTHING
            RETURNING id, schedule_id, planned_at, queued_at""";

    private static final String ADVANCE = """
            UPDATE takt_schedule s
            SET next_run = a.next_run, moved_from = a.moved_from, repeats = a.repeats,
                last_task = coalesce(a.last_task, s.last_task),
                last_run = CASE WHEN a.last_task IS NULL THEN s.last_run ELSE takt_now() END,
                success = CASE WHEN a.last_task IS NULL THEN s.success END, skipped_task = a.skipped_task
            FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamp[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS a (id, next_run, moved_from, repeats, last_task, skipped_task)
            WHERE s.id = a.id""";

    private static final String CLAIM_WAITING = """
            WITH taken AS MATERIALIZED (
                SELECT id FROM takt_task WHERE %s AND run_after <= takt_now()
                ORDER BY run_after LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE takt_task t
            SET node = ?, fence = t.fence + 1, state = 'CLAIMED'
            FROM taken WHERE t.id = taken.id
            RETURNING %s""".formatted(Rows.WAITING, prefixed(Rows.CLAIMED_COLUMNS));

    private static final String COMPLETE = """
            WITH outcome AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::boolean[])
                    AS o (id, node, fence, state, started_ago, result, error_type, error_message, error_stack, hook)),
            mine AS MATERIALIZED (
                SELECT t.id FROM takt_task t JOIN outcome o ON o.id = t.id
                WHERE t.node = o.node AND t.fence = o.fence AND t.finished_at IS NULL
                ORDER BY t.id FOR UPDATE OF t)
            UPDATE takt_task t
            SET state = o.state, finished_at = takt_now(),
                started_at = takt_now() - o.started_ago * interval '1 microsecond', result = o.result,
                failures = t.failures + CASE WHEN o.state = 'FAILED' THEN 1 ELSE 0 END,
                error_type = o.error_type, error_message = o.error_message, error_stack = o.error_stack,
                hook_pending = o.hook
            FROM outcome o JOIN mine ON mine.id = o.id
            WHERE t.id = o.id
            RETURNING t.id""";

    /** Successes that are not to be saved, and that nobody is to be told of. */
    private static final String FORGET = """
            WITH outcome AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[]) AS o (id, node, fence)),
            mine AS MATERIALIZED (
                SELECT t.id FROM takt_task t JOIN outcome o ON o.id = t.id
                WHERE t.node = o.node AND t.fence = o.fence AND t.finished_at IS NULL
                ORDER BY t.id FOR UPDATE OF t)
            DELETE FROM takt_task t USING mine WHERE t.id = mine.id
            RETURNING t.id""";

    private static final String RECORD_SUCCESS = """
            WITH ended AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::boolean[], ?::int[])
                    AS e (id, task, success, any_success, failures)),
            before AS MATERIALIZED (
                SELECT %s FROM takt_schedule s JOIN ended e ON e.id = s.id ORDER BY s.id FOR UPDATE OF s)
            UPDATE takt_schedule s
            SET success = CASE WHEN s.last_task = e.task THEN e.success ELSE s.success END,
                last_success = CASE WHEN e.any_success THEN takt_now() ELSE s.last_success END,
                overdue_since = CASE WHEN e.any_success THEN NULL ELSE s.overdue_since END,
                failures_in_a_row = e.failures + CASE WHEN e.any_success THEN 0 ELSE s.failures_in_a_row END
            FROM ended e JOIN before ON before.id = e.id
            WHERE s.id = e.id
            RETURNING %s""".formatted(
            "s." + Standing.COLUMNS.replace(", ", ", s."), "before." + Standing.COLUMNS.replace(", ", ", before."));

    private static final String NEXT_DUE = """
            SELECT extract(epoch FROM min(at) - takt_now()) * 1000000 AS micros FROM (
                (SELECT next_run AS at FROM takt_schedule WHERE %s ORDER BY next_run LIMIT 1)
                UNION ALL
                (SELECT run_after FROM takt_task WHERE %s ORDER BY run_after LIMIT 1)) AS next""".formatted(Rows.RUNNABLE, Rows.WAITING);

    @Override
    public void beginShort(Connection connection) throws SQLException {
        Jdbc.query(connection, SHORT, row -> row.getString(1));
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return Jdbc.one(connection, "SELECT takt_now() AS now", row -> Objects.requireNonNull(Jdbc.instant(row, "now")))
                .orElseThrow();
    }

    @Override
    public List<DueSchedule> lockDue(Connection connection, Claimable claimable, int priority, int limit)
            throws SQLException {
        return Jdbc.query(
                connection,
                LOCK_DUE,
                Rows::due,
                priority,
                claimable.cluster(),
                functions(connection, claimable),
                limit);
    }

    @Override
    public List<MadeTask> insert(Connection connection, long node, List<NewTask> tasks) throws SQLException {
        Map<SlotKey, NewTask> bySlot = new HashMap<>();
        tasks.forEach(task -> bySlot.put(new SlotKey(task.schedule().id(), task.slot()), task));
        return Jdbc.query(
                connection,
                INSERT,
                row -> {
                    var key = new SlotKey(
                            row.getLong("schedule_id"), Objects.requireNonNull(Jdbc.instant(row, "planned_at")));
                    return new MadeTask(
                            row.getLong("id"),
                            Objects.requireNonNull(bySlot.get(key)),
                            Objects.requireNonNull(Jdbc.instant(row, "queued_at")));
                },
                node,
                array(connection, "bigint", tasks, task -> task.schedule().id()),
                array(connection, "timestamptz", tasks, task -> timestamp(task.slot())),
                array(connection, "timestamptz", tasks, task -> timestamp(task.startAt())),
                array(connection, "boolean", tasks, NewTask::waits));
    }

    @Override
    public boolean tryLock(Connection connection, String func) throws SQLException {
        return Jdbc.one(
                        connection,
                        "SELECT pg_try_advisory_xact_lock(?, hashtext(?))",
                        row -> row.getBoolean(1),
                        FUNCTION_LOCKS,
                        func)
                .orElseThrow();
    }

    @Override
    public void lockName(Connection connection, String name) throws SQLException {
        Jdbc.query(
                connection,
                "SELECT pg_advisory_xact_lock(?, hashtext(?))",
                row -> row.getObject(1) == null,
                NAME_LOCKS,
                name);
    }

    @Override
    public void advance(Connection connection, List<Advance> advances) throws SQLException {
        Jdbc.update(
                connection,
                ADVANCE,
                array(connection, "bigint", advances, Advance::schedule),
                array(connection, "timestamptz", advances, advance -> timestamp(advance.nextRun())),
                array(connection, "timestamp", advances, Advance::movedFrom),
                array(connection, "bigint", advances, Advance::repeats),
                array(connection, "bigint", advances, Advance::lastTask),
                array(connection, "bigint", advances, Advance::skippedTask));
    }

    @Override
    public List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, int priority, int limit)
            throws SQLException {
        return Jdbc.query(
                connection,
                CLAIM_WAITING,
                Rows::claimed,
                priority,
                claimable.cluster(),
                functions(connection, claimable),
                limit,
                claimable.node());
    }

    @Override
    public Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        Set<Long> recorded = new HashSet<>();
        Map<Boolean, List<Outcome>> byRow = outcomes.stream().collect(Collectors.partitioningBy(Outcome::leavesRow));
        recorded.addAll(update(connection, Objects.requireNonNull(byRow.get(true))));
        recorded.addAll(forget(connection, Objects.requireNonNull(byRow.get(false))));
        return new Completed(recorded, recordSuccess(connection, LastOutcome.perSchedule(outcomes, recorded)));
    }

    private static List<Long> update(Connection connection, List<Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        return Jdbc.query(
                connection,
                COMPLETE,
                row -> row.getLong("id"),
                array(connection, "bigint", outcomes, outcome -> outcome.task().id()),
                array(connection, "bigint", outcomes, outcome -> outcome.task().node()),
                array(connection, "int", outcomes, outcome -> outcome.task().fence()),
                array(connection, "text", outcomes, outcome -> outcome.state().name()),
                array(
                        connection,
                        "bigint",
                        outcomes,
                        outcome -> outcome.startedAgo().toNanos() / 1000),
                array(connection, "text", outcomes, Outcome::result),
                array(connection, "text", outcomes, outcome -> errorPart(outcome, TaskError::type)),
                array(connection, "text", outcomes, outcome -> errorPart(outcome, TaskError::message)),
                array(connection, "text", outcomes, outcome -> errorPart(outcome, TaskError::stack)),
                array(connection, "boolean", outcomes, Outcome::hookPending));
    }

    private static List<Long> forget(Connection connection, List<Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        return Jdbc.query(
                connection,
                FORGET,
                row -> row.getLong("id"),
                array(connection, "bigint", outcomes, outcome -> outcome.task().id()),
                array(connection, "bigint", outcomes, outcome -> outcome.task().node()),
                array(connection, "int", outcomes, outcome -> outcome.task().fence()));
    }

    private static List<Turn> recordSuccess(Connection connection, List<LastOutcome> ended) throws SQLException {
        if (ended.isEmpty()) {
            return List.of();
        }
        Map<Long, Standing> before = Jdbc.query(
                        connection,
                        RECORD_SUCCESS,
                        Standing::read,
                        array(connection, "bigint", ended, LastOutcome::schedule),
                        array(connection, "bigint", ended, LastOutcome::task),
                        array(connection, "boolean", ended, LastOutcome::success),
                        array(connection, "boolean", ended, LastOutcome::anySuccess),
                        array(connection, "int", ended, LastOutcome::failures))
                .stream()
                .collect(Collectors.toMap(Standing::schedule, Function.identity()));
        return LastOutcome.turns(ended, before);
    }

    @Override
    public Optional<Duration> untilNextDue(Connection connection, Claimable claimable) throws SQLException {
        Duration soonest = null;
        for (int priority = 0; priority < 3; priority++) {
            var functions = functions(connection, claimable);
            Long micros = Jdbc.one(
                            connection,
                            NEXT_DUE,
                            row -> Optional.ofNullable(row.getBigDecimal("micros"))
                                    .map(value -> value.longValue()),
                            priority,
                            claimable.cluster(),
                            functions,
                            priority,
                            claimable.cluster(),
                            functions)
                    .flatMap(Function.identity())
                    .orElse(null);
            if (micros != null && (soonest == null || micros * 1000 < soonest.toNanos())) {
                soonest = Duration.ofNanos(micros * 1000);
            }
        }
        return Optional.ofNullable(soonest);
    }

    @Override
    public String nowExpression() {
        return "takt_now()";
    }

    @Override
    public String migrations() {
        return "postgresql";
    }

    private record SlotKey(long schedule, Instant slot) {}

    private static @Nullable String errorPart(Outcome outcome, Function<TaskError, @Nullable String> part) {
        return outcome.error() == null ? null : part.apply(outcome.error());
    }

    private static java.sql.Array functions(Connection connection, Claimable claimable) throws SQLException {
        return connection.createArrayOf("varchar", claimable.functions().toArray());
    }

    private static <T> java.sql.Array array(
            Connection connection, String type, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return connection.createArrayOf(type, values);
    }

    private static Object timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String prefixed(String columns) {
        return "t." + columns.replace(", ", ", t.");
    }
}
