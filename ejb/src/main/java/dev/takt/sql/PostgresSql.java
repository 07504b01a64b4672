package dev.takt.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Set by set: arrays travel, a CTE fences what is locked. */
final class PostgresSql implements ClusterSql {
    /** Takt's own class of advisory locks: "TAKT". */
    private static final int FUNCTION_LOCKS = 0x54414b54;

    private static final int NAME_LOCKS = FUNCTION_LOCKS + 1;

    /**
     * In front of another statement, it costs no round trip of its own. What follows finds its rows by {@code id = ANY
     * (...)}, that is by index, and joins them by hashing: a plan that was made, and kept, when a table was empty would
     * else read all of it, row by row, when it has grown (decision 0012).
     */
    static final String SHORT = """
            SELECT set_config('statement_timeout', '5s', true),
                set_config('idle_in_transaction_session_timeout', '5s', true), set_config('enable_seqscan', 'off', true),
                set_config('enable_bitmapscan', 'off', true), set_config('enable_nestloop', 'off', true),
                set_config('jit', 'off', true)""";

    /** What a claim asks for, once for all parts of a statement. */
    private static final String ASKED = """
            WITH asked AS MATERIALIZED (
                SELECT ?::varchar AS cluster, ?::varchar[] AS functions, coalesce(?::timestamptz, '-infinity') AS since,
                    ?::int AS room, ?::int AS share)""";

    private static final String CLUSTER = "(SELECT cluster FROM asked)";
    private static final String FUNCTIONS = "(SELECT functions FROM asked)::varchar[]";

    private static final String RUNNABLE =
            Rows.runnable(CLUSTER, FUNCTIONS) + " AND next_run <= takt_now() AND next_run >= (SELECT since FROM asked)";

    private static final String WAITING = Rows.waiting(CLUSTER, FUNCTIONS)
            + " AND run_after <= takt_now() AND run_after >= (SELECT since FROM asked)";

    private static final String LOCK_DUE = SHORT + "; " + ASKED
            + eachClass("takt_schedule", Rows.DUE_COLUMNS, RUNNABLE, "next_run")
            + " SELECT *, takt_now() AS now, nextval('takt_task_seq') AS new_task FROM"
            + " (SELECT * FROM class0 UNION ALL SELECT * FROM class1 UNION ALL SELECT * FROM class2) AS due";

    /**
     * The tasks and the schedules' new positions go in as arrays; the rest comes from the locked rows. All parts see the
     * rows as they were before.
     */
    private static final String TAKE = """
            WITH made AS (
                INSERT INTO takt_task (id, schedule_id, generation, planned_at, name, task_group, func, args, kwargs,
                        hook, state, priority, run_after, cluster, node, fence, timeout, max_attempts, retry_delay,
                        save, intended_date_kwarg, zone, serial, queued_at)
                SELECT new.id, s.id, s.generation, new.planned_at, coalesce(s.task_name, s.name, s.func),
                        coalesce(s.task_group, s.name, s.id::text), s.func, s.args, s.kwargs, s.hook,
                        CASE WHEN new.waits THEN 'WAITING' ELSE 'CLAIMED' END, s.priority, new.start_at, s.cluster,
                        CASE WHEN new.waits THEN NULL ELSE ?::bigint END, CASE WHEN new.waits THEN 0 ELSE 1 END,
                        s.timeout, s.max_attempts, s.retry_delay, s.save, s.intended_date_kwarg, s.zone,
                        s.overlap <> 'ALLOW', takt_now()
                FROM unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                    AS new (id, schedule_id, planned_at, start_at, waits)
                JOIN takt_schedule s ON s.id = new.schedule_id AND s.id = ANY (?::bigint[])
                ON CONFLICT (schedule_id, generation, planned_at) DO NOTHING
                RETURNING id),
            advanced AS (
                UPDATE takt_schedule s
                SET next_run = a.next_run, moved_from = a.moved_from, repeats = a.repeats,
                    last_task = coalesce(a.last_task, s.last_task),
                    last_run = CASE WHEN a.last_task IS NULL THEN s.last_run ELSE takt_now() END,
                    success = CASE WHEN a.last_task IS NULL THEN s.success END, skipped_task = a.skipped_task
                FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamp[], ?::bigint[], ?::bigint[], ?::bigint[])
                    AS a (id, next_run, moved_from, repeats, last_task, skipped_task)
                WHERE s.id = a.id AND s.id = ANY (?::bigint[])),
            ended AS (DELETE FROM takt_schedule WHERE id = ANY (?::bigint[]))
            SELECT id FROM made""";

    private static final String CLAIM_WAITING = SHORT + "; " + ASKED
            + eachClass("takt_task", "id", WAITING, "run_after") + """
            , taken AS (SELECT id FROM class0 UNION ALL SELECT id FROM class1 UNION ALL SELECT id FROM class2)
            UPDATE takt_task t
            SET node = ?, fence = t.fence + 1, state = 'CLAIMED'
            WHERE t.id = ANY (ARRAY(SELECT id FROM taken))
            RETURNING %s""".formatted(prefixed(Rows.CLAIMED_COLUMNS));

    private static final String NEXT_DUE = ASKED
            + " SELECT extract(epoch FROM min(at) - takt_now()) * 1000000 AS micros FROM ("
            + IntStream.range(0, Rows.PRIORITIES)
                    .mapToObj(priority -> """
                            (SELECT next_run AS at FROM takt_schedule WHERE priority = %1$d AND %2$s
                                AND next_run >= (SELECT since FROM asked) ORDER BY next_run LIMIT 1)
                            UNION ALL
                            (SELECT run_after FROM takt_task WHERE priority = %1$d AND %3$s
                                AND run_after >= (SELECT since FROM asked) ORDER BY run_after LIMIT 1)""".formatted(
                                    priority, Rows.runnable(CLUSTER, FUNCTIONS), Rows.waiting(CLUSTER, FUNCTIONS)))
                    .collect(Collectors.joining(" UNION ALL "))
            + ") AS next";

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
    public Due lockDue(Connection connection, Claimable claimable, Room room) throws SQLException {
        List<Instant> now = new ArrayList<>();
        List<Long> newTasks = new ArrayList<>();
        List<DueSchedule> schedules = Jdbc.secondQuery(
                connection,
                LOCK_DUE,
                row -> {
                    if (now.isEmpty()) {
                        now.add(Objects.requireNonNull(Jdbc.instant(row, "now")));
                    }
                    newTasks.add(row.getLong("new_task"));
                    return Rows.due(row);
                },
                asked(connection, claimable, room));
        return new Due(now.isEmpty() ? Instant.EPOCH : now.get(0), schedules, newTasks);
    }

    /** The parameters of {@link #ASKED}, and more. */
    private static @Nullable Object[] asked(
            Connection connection, Claimable claimable, Room room, @Nullable Object... more) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(
                claimable.cluster(),
                connection.createArrayOf("varchar", claimable.functions().toArray()),
                claimable.dueSince(),
                room.all(),
                room.share()));
        parameters.addAll(Arrays.asList(more));
        return parameters.toArray();
    }

    @Override
    public List<Long> newTasks(Connection connection, int count) throws SQLException {
        return Jdbc.query(
                connection,
                "SELECT nextval('takt_task_seq') AS id FROM generate_series(1, ?)",
                row -> row.getLong("id"),
                count);
    }

    @Override
    public Set<Long> take(
            Connection connection, long node, List<NewTask> tasks, List<Advance> advances, Collection<Long> ended)
            throws SQLException {
        Array schedules = SqlArrays.longs(
                connection, tasks, task -> task.slot().schedule().id());
        Array advanced = SqlArrays.longs(connection, advances, Advance::schedule);
        return Set.copyOf(Jdbc.query(
                connection,
                TAKE,
                row -> row.getLong("id"),
                node,
                SqlArrays.longs(connection, tasks, NewTask::id),
                schedules,
                SqlArrays.instants(connection, tasks, task -> task.slot().at()),
                SqlArrays.instants(connection, tasks, task -> task.slot().startAt()),
                SqlArrays.booleans(connection, tasks, task -> task.slot().waits()),
                schedules,
                advanced,
                SqlArrays.instants(connection, advances, Advance::nextRun),
                SqlArrays.locals(connection, advances, Advance::movedFrom),
                SqlArrays.longs(connection, advances, Advance::repeats),
                SqlArrays.longs(connection, advances, Advance::lastTask),
                SqlArrays.longs(connection, advances, Advance::skippedTask),
                advanced,
                SqlArrays.longs(connection, ended, id -> id)));
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
    public List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, Room room) throws SQLException {
        return Jdbc.secondQuery(
                connection, CLAIM_WAITING, Rows::claimed, asked(connection, claimable, room, claimable.node()));
    }

    @Override
    public Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        return PostgresOutcomes.complete(connection, outcomes);
    }

    @Override
    public boolean lockForRun(Connection connection, ClaimedTask task, Duration limit) throws SQLException {
        return PostgresOwnTransaction.lock(connection, task, limit);
    }

    @Override
    public Completed completeOne(Connection connection, Outcome outcome) throws SQLException {
        return PostgresOwnTransaction.complete(connection, outcome);
    }

    @Override
    public Optional<Duration> untilNextDue(Connection connection, Claimable claimable) throws SQLException {
        return Jdbc.one(
                        connection,
                        NEXT_DUE,
                        row -> Optional.ofNullable(row.getBigDecimal("micros")),
                        asked(connection, claimable, Room.of(1)))
                .flatMap(Function.identity())
                .map(micros -> Duration.of(micros.longValue(), ChronoUnit.MICROS));
    }

    @Override
    public String nowExpression() {
        return "takt_now()";
    }

    @Override
    public String migrations() {
        return "postgresql";
    }

    /**
     * One part for each class of priority, the most urgent first. A class takes what those before it have left, without
     * the share of each lower class, as far as that has something due.
     */
    private static String eachClass(String table, String columns, String condition, String dueAt) {
        StringBuilder parts = new StringBuilder();
        for (int priority = 0; priority < Rows.PRIORITIES; priority++) {
            StringBuilder limit = new StringBuilder("(SELECT room FROM asked)");
            for (int other = 0; other < Rows.PRIORITIES; other++) {
                if (other < priority) {
                    limit.append(" - (SELECT count(*) FROM class" + other + ")");
                } else if (other > priority) {
                    limit.append(" - (SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE priority = " + other
                            + " AND " + condition + " LIMIT (SELECT share FROM asked)) AS lower)");
                }
            }
            parts.append(", class" + priority + " AS MATERIALIZED (SELECT " + columns + " FROM " + table
                    + " WHERE priority = " + priority + " AND " + condition + " ORDER BY " + dueAt
                    + " LIMIT greatest(0, "
                    + limit + ") FOR UPDATE SKIP LOCKED)");
        }
        return parts.toString();
    }

    private static String prefixed(String columns) {
        return "t." + columns.replace(", ", ", t.");
    }
}
