package dev.takt.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** N6 and N7 on PostgreSQL: what a claim asks for, set by set. */
final class PostgresClaims {
    private static final String RUNNABLE = Rows.runnable(Asked.CLUSTER, Asked.FUNCTIONS)
            + " AND next_run <= takt_now() AND next_run >= (SELECT since FROM asked)";

    private static final String WAITING = Rows.waiting(Asked.CLUSTER, Asked.FUNCTIONS)
            + " AND run_after <= takt_now() AND run_after >= (SELECT since FROM asked)";

    /**
     * Locks due schedules and takes those that are plain at once. The columns of a claimed task come first, in the order of
     * {@link #taken}; those of the others are read by name. The locked rows are changed where they lie, by their ctid: beside
     * an old transaction each has hundreds of dead versions, and a look-up by its key would walk over them. Somebody may have
     * changed a row just before it was locked; then it is not found there, has no task, and stays due. Their ids are compared in
     * an expression, since the planner may otherwise walk over the whole index of keys instead (PostgreSQL 18 did so for
     * tables that were small when the statement was planned).
     */
    private static final String CLAIM_DUE = PostgresSql.SHORT + "; " + Asked.WITH
            + PriorityClasses.locked("takt_schedule", "ctid AS place, " + Rows.DUE_COLUMNS, RUNNABLE, "next_run")
            + """
            , stepped AS (
                SELECT *, %s AS step FROM
                    (SELECT * FROM class0 UNION ALL SELECT * FROM class1 UNION ALL SELECT * FROM class2) AS locked),
            due AS MATERIALIZED (SELECT *, %s AS plain, nextval('takt_task_seq') AS new_task FROM stepped),
            advanced AS (
                UPDATE takt_schedule s
                SET next_run = due.next_run + due.step, repeats = due.repeats - 1, last_task = due.new_task,
                    last_run = takt_now(), success = NULL, skipped_task = NULL
                FROM due
                WHERE s.id + 0 = due.id
                    AND s.ctid = ANY (ARRAY(SELECT place FROM due WHERE plain AND schedule_type <> 'O'))
                RETURNING due.*, s.ctid::text AS new_place),
            ended AS (
                DELETE FROM takt_schedule s USING due
                WHERE s.id + 0 = due.id
                    AND s.ctid = ANY (ARRAY(SELECT place FROM due WHERE plain AND schedule_type = 'O'))
                RETURNING due.*, NULL AS new_place),
            moved AS (SELECT * FROM advanced UNION ALL SELECT * FROM ended),
            made AS (
                INSERT INTO takt_task (id, schedule_id, generation, planned_at, name, task_group, func, args, kwargs,
                        hook, state, priority, run_after, cluster, node, fence, timeout, max_attempts, retry_delay,
                        save, intended_date_kwarg, queued_at)
                SELECT new_task, id, generation, next_run, coalesce(task_name, name, func),
                        coalesce(task_group, name, id::text), func, args, kwargs, hook, 'CLAIMED', priority, next_run,
                        cluster, (SELECT node FROM asked), 1, timeout, max_attempts, retry_delay, save,
                        intended_date_kwarg, takt_now()
                FROM moved
                ON CONFLICT (schedule_id, generation, planned_at) DO NOTHING
                RETURNING id)
            SELECT due.new_task, due.id, (extract(epoch FROM due.next_run) * 1000000)::bigint,
                (extract(epoch FROM takt_now()) * 1000000)::bigint, coalesce(task_name, name, func),
                coalesce(task_group, name, due.id::text), func, args, kwargs, hook, priority, cluster, timeout,
                max_attempts, retry_delay, save, intended_date_kwarg, plain, made.id IS NOT NULL,
                schedule_type = 'O', moved.new_task IS NOT NULL, moved.new_place,
                (extract(epoch FROM (%s)) * 1000000)::bigint, takt_now() AS now, due.*
            FROM due LEFT JOIN (SELECT new_task, new_place FROM moved) AS moved ON moved.new_task = due.new_task
                LEFT JOIN made ON made.id = due.new_task
            ORDER BY due.new_task""".formatted(
                            PlainSlots.STEP,
                            PlainSlots.IS_PLAIN,
                            PriorityClasses.reached("takt_schedule", RUNNABLE, "next_run"));

    private static final int PLAIN = 18;
    private static final int MADE = 19;
    private static final int ENDS_SCHEDULE = 20;
    private static final int MOVED = 21;
    private static final int NEW_PLACE = 22;
    private static final int REACHED = 23;

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

    private static final String CLAIM_WAITING = PostgresSql.SHORT + "; " + Asked.WITH
            + PriorityClasses.locked("takt_task", "id", WAITING, "run_after")
            + """
            , locked AS (SELECT id FROM class0 UNION ALL SELECT id FROM class1 UNION ALL SELECT id FROM class2),
            taken AS (
                UPDATE takt_task t
                SET node = (SELECT node FROM asked), fence = t.fence + 1, state = 'CLAIMED'
                WHERE t.id = ANY (ARRAY(SELECT id FROM locked))
                RETURNING %s, t.run_after)
            SELECT * FROM taken ORDER BY priority, run_after, id""".formatted(prefixed(Rows.CLAIMED_COLUMNS));

    private static final String CLAIM_DUE_AND_NEXT = CLAIM_DUE + "; " + PostgresNextDue.LATELY;

    private PostgresClaims() {}

    /** {@link ClusterSql#claimDue}. */
    static ClusterSql.Due claimDue(Connection connection, Claimable claimable, Room room, boolean andNext)
            throws SQLException {
        Found found = new Found(claimable.node());
        @Nullable Object[] asked = Asked.parameters(connection, claimable, room);
        if (!andNext) {
            Jdbc.secondQuery(connection, CLAIM_DUE, found, asked);
            return found.due(null);
        }
        try (PreparedStatement statement = connection.prepareStatement(CLAIM_DUE_AND_NEXT)) {
            Jdbc.bind(statement, Stream.of(asked, asked).flatMap(Stream::of).toArray());
            statement.execute();
            Jdbc.next(statement, found);
            return found.due(Jdbc.next(statement, PostgresNextDue::read).get(0));
        }
    }

    /** Sorts the rows of {@link #CLAIM_DUE}. */
    private static final class Found implements Jdbc.RowReader<Boolean> {
        private final long node;
        private final List<ClaimedTask> taken = new ArrayList<>();
        private final List<DueSchedule> schedules = new ArrayList<>();
        private final List<Long> newTasks = new ArrayList<>();
        private Instant now = Instant.EPOCH;
        private int conflicts;
        private @Nullable Long reached;

        Found(long node) {
            this.node = node;
        }

        ClusterSql.Due due(@Nullable NextDue next) {
            return new ClusterSql.Due(
                    now, taken, conflicts, schedules, newTasks, next, reached == null ? null : instant(reached));
        }

        @Override
        public Boolean read(ResultSet row) throws SQLException {
            boolean plain = row.getBoolean(PLAIN);
            reached = row.getObject(REACHED, Long.class);
            if (!plain) {
                now = Objects.requireNonNull(Jdbc.instant(row, "now"));
                newTasks.add(row.getLong(1));
                schedules.add(Rows.due(row));
            } else if (row.getBoolean(MADE)) {
                taken.add(taken(row, node));
            } else if (row.getBoolean(MOVED)) {
                conflicts++;
            }
            return plain;
        }
    }

    /** By position: names are looked up, and there are many rows. */
    private static ClaimedTask taken(ResultSet row, long node) throws SQLException {
        ToRun toRun = new ToRun(
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11),
                row.getString(12),
                row.getString(13),
                Jdbc.integer(row, 14),
                row.getString(15),
                row.getBoolean(16),
                row.getString(17),
                null,
                false);
        return new ClaimedTask(
                row.getLong(1),
                node,
                1,
                row.getLong(2),
                instant(row.getLong(3)),
                toRun,
                0,
                0,
                instant(row.getLong(4)),
                row.getBoolean(ENDS_SCHEDULE),
                row.getString(NEW_PLACE));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** {@link ClusterSql#take}. */
    static Set<Long> take(
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

    /** {@link ClusterSql#claimWaiting}. */
    static List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, Room room) throws SQLException {
        return Jdbc.secondQuery(
                connection, CLAIM_WAITING, Rows::claimed, Asked.parameters(connection, claimable, room));
    }

    private static String prefixed(String columns) {
        return "t." + columns.replace(", ", ", t.");
    }
}
