package dev.takt.sql;

import dev.takt.api.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Row by row, in batches: for H2, where there is one node and no hurry. */
final class PortableSql implements ClusterSql {
    private static final String NOW = "(SELECT now_at FROM takt_clock)";

    private static final String DUE = " FROM takt_schedule WHERE priority = ? AND " + Rows.RUNNABLE
            + " AND next_run <= ? ORDER BY next_run LIMIT ?";

    private static final String INSERT = """
            INSERT INTO takt_task (id, schedule_id, generation, planned_at, name, task_group, func, args, kwargs, hook,
                    state, priority, run_after, cluster, node, fence, timeout, max_attempts, retry_delay, save,
                    intended_date_kwarg, zone, serial, queued_at)
            SELECT ?, s.id, s.generation, ?, ?, ?, s.func, s.args, s.kwargs, s.hook,
                    ?, s.priority, ?, s.cluster, ?, ?, s.timeout, s.max_attempts, s.retry_delay, s.save,
                    s.intended_date_kwarg, s.zone, s.overlap <> 'ALLOW', ?
            FROM takt_schedule s
            WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM takt_task t
                WHERE t.schedule_id = s.id AND t.generation = s.generation AND t.planned_at = ?)""";

    private static final String ADVANCE = """
            UPDATE takt_schedule SET next_run = ?, moved_from = ?, repeats = ?, last_task = COALESCE(?, last_task),
                last_run = CASE WHEN ? THEN ? ELSE last_run END, success = CASE WHEN ? THEN NULL ELSE success END,
                skipped_task = ?
            WHERE id = ?""";

    private static final String WAITING =
            " FROM takt_task WHERE priority = ? AND " + Rows.WAITING + " AND run_after <= ? ORDER BY run_after LIMIT ?";

    private static final String TAKE_WAITING = """
            UPDATE takt_task SET node = ?, fence = fence + 1, state = 'CLAIMED'
            WHERE id = ?""";

    private static final String READ_CLAIMED = "SELECT " + Rows.CLAIMED_COLUMNS + " FROM takt_task WHERE id = ?";

    private static final String COMPLETE = """
            UPDATE takt_task SET state = ?, finished_at = ?, started_at = ?, result = ?, failures = failures + ?,
                error_type = ?, error_message = ?, error_stack = ?, hook_pending = ?
            WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL""";

    private static final String FORGET =
            "DELETE FROM takt_task WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL";

    private static final String LOCK_FOR_RUN =
            "SELECT id FROM takt_task WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL FOR UPDATE";

    private static final String BEFORE = "SELECT " + Standing.COLUMNS + " FROM takt_schedule WHERE id = ? FOR UPDATE";

    private static final String RECORD_SUCCESS = """
            UPDATE takt_schedule SET success = CASE WHEN last_task = ? THEN ? ELSE success END,
                last_success = CASE WHEN ? THEN ? ELSE last_success END,
                overdue_since = CASE WHEN ? THEN NULL ELSE overdue_since END,
                failures_in_a_row = ? + CASE WHEN ? THEN 0 ELSE failures_in_a_row END
            WHERE id = ?""";

    @Override
    public void beginShort(Connection connection) {
        // H2 has no limit for one transaction; its lock time-out is the connection's own
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return Jdbc.one(connection, "SELECT now_at FROM takt_clock", row -> required(Jdbc.instant(row, "now_at")))
                .orElseThrow();
    }

    @Override
    public boolean changesTablesAtOnce() {
        return false;
    }

    @Override
    public boolean completesAtOnce(List<Outcome> outcomes) {
        return false;
    }

    @Override
    public Due claimDue(Connection connection, Claimable claimable, Room room, boolean andNext) throws SQLException {
        Instant now = now(connection);
        List<DueSchedule> due = ofEachClass(connection, Rows.DUE_COLUMNS, DUE, Rows::due, claimable, room, now);
        return new Due(now, List.of(), 0, due, List.of(), null, null);
    }

    /**
     * Class by class: each takes what those before it have left, without the share of each lower class, as far as that
     * has something due. All that is due is looked at: H2 removes what is long past itself.
     */
    private static <T> List<T> ofEachClass(
            Connection connection,
            String columns,
            String condition,
            Jdbc.RowReader<T> reader,
            Claimable claimable,
            Room room,
            Instant now)
            throws SQLException {
        List<T> found = new ArrayList<>();
        Object[] functions = claimable.functions().toArray();
        for (int priority = 0; priority < Rows.PRIORITIES; priority++) {
            int limit = room.all() - found.size();
            for (int lower = priority + 1; lower < Rows.PRIORITIES; lower++) {
                limit -= Jdbc.query(
                                connection,
                                "SELECT id" + condition,
                                row -> row.getLong(1),
                                lower,
                                claimable.cluster(),
                                functions,
                                now,
                                room.share())
                        .size();
            }
            found.addAll(Jdbc.query(
                    connection,
                    "SELECT " + columns + condition + " FOR UPDATE SKIP LOCKED",
                    reader,
                    priority,
                    claimable.cluster(),
                    functions,
                    now,
                    Math.max(0, limit)));
        }
        return found;
    }

    @Override
    public List<Long> newTasks(Connection connection, int count) throws SQLException {
        return Jdbc.query(
                connection,
                "SELECT NEXT VALUE FOR takt_task_seq AS id FROM SYSTEM_RANGE(1, ?)",
                row -> row.getLong("id"),
                count);
    }

    @Override
    public Set<Long> take(
            Connection connection, long node, List<NewTask> tasks, List<Advance> advances, Collection<Long> ended)
            throws SQLException {
        Instant now = now(connection);
        List<@Nullable Object[]> rows = new ArrayList<>();
        tasks.forEach(task -> rows.add(insertion(task, node, now)));
        int[] inserted = Jdbc.batch(connection, INSERT, rows);
        advance(connection, advances, now);
        List<@Nullable Object[]> gone = new ArrayList<>();
        ended.forEach(schedule -> gone.add(new @Nullable Object[] {schedule}));
        Jdbc.batch(connection, "DELETE FROM takt_schedule WHERE id = ?", gone);
        return IntStream.range(0, inserted.length)
                .filter(i -> inserted[i] == 1)
                .mapToObj(i -> tasks.get(i).id())
                .collect(Collectors.toSet());
    }

    private static @Nullable Object[] insertion(NewTask task, long node, Instant now) {
        DueSlot slot = task.slot();
        DueSchedule schedule = slot.schedule();
        return new @Nullable Object[] {
            task.id(),
            slot.at(),
            schedule.toRun().name(),
            schedule.toRun().group(),
            slot.waits() ? "WAITING" : "CLAIMED",
            slot.startAt(),
            slot.waits() ? null : node,
            slot.waits() ? 0 : 1,
            now,
            schedule.id(),
            slot.at()
        };
    }

    /** One node at a time, and its claims come one after the other. */
    @Override
    public boolean tryLock(Connection connection, String func) {
        return true;
    }

    /** All names at once, by the only row that is always there. */
    @Override
    public void lockName(Connection connection, String name) throws SQLException {
        Jdbc.query(connection, "SELECT microseconds FROM takt_clock_offset FOR UPDATE", row -> row.getLong(1));
    }

    private static void advance(Connection connection, List<Advance> advances, Instant now) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Advance advance : advances) {
            boolean ran = advance.lastTask() != null;
            rows.add(new @Nullable Object[] {
                advance.nextRun(),
                advance.movedFrom(),
                advance.repeats(),
                advance.lastTask(),
                ran,
                now,
                ran,
                advance.skippedTask(),
                advance.schedule()
            });
        }
        Jdbc.batch(connection, ADVANCE, rows);
    }

    @Override
    public List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, Room room) throws SQLException {
        List<Long> ids =
                ofEachClass(connection, "id", WAITING, row -> row.getLong("id"), claimable, room, now(connection));
        List<@Nullable Object[]> rows = new ArrayList<>();
        ids.forEach(id -> rows.add(new @Nullable Object[] {claimable.node(), id}));
        Jdbc.batch(connection, TAKE_WAITING, rows);
        List<ClaimedTask> claimed = new ArrayList<>();
        for (Long id : ids) {
            claimed.addAll(Jdbc.query(connection, READ_CLAIMED, Rows::claimed, id));
        }
        return claimed;
    }

    @Override
    public Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        Instant now = now(connection);
        List<Outcome> ordered = new ArrayList<>(outcomes);
        ordered.sort(Comparator.comparingLong(outcome -> outcome.task().id()));
        Set<Long> recorded = new HashSet<>();
        for (boolean leavesRow : new boolean[] {true, false}) {
            List<Outcome> alike = ordered.stream()
                    .filter(outcome -> outcome.leavesRow() == leavesRow)
                    .toList();
            List<@Nullable Object[]> rows = new ArrayList<>();
            alike.forEach(outcome -> rows.add(leavesRow ? completion(outcome, now) : key(outcome)));
            int[] touched = Jdbc.batch(connection, leavesRow ? COMPLETE : FORGET, rows);
            for (int i = 0; i < touched.length; i++) {
                if (touched[i] == 1) {
                    recorded.add(alike.get(i).task().id());
                }
            }
        }
        return new Completed(recorded, recordSuccess(connection, LastOutcome.perSchedule(ordered, recorded), now));
    }

    @Override
    public boolean lockForRun(Connection connection, ClaimedTask task, Duration limit) throws SQLException {
        return Jdbc.one(connection, LOCK_FOR_RUN, row -> true, task.id(), task.node(), task.fence())
                .isPresent();
    }

    private static @Nullable Object[] key(Outcome outcome) {
        return new @Nullable Object[] {
            outcome.task().id(), outcome.task().node(), outcome.task().fence()
        };
    }

    private static @Nullable Object[] completion(Outcome outcome, Instant now) {
        var error = outcome.error();
        return new @Nullable Object[] {
            outcome.state().name(),
            now.minus(outcome.endedAgo()),
            now.minus(outcome.startedAgo()),
            outcome.result(),
            outcome.state() == TaskState.FAILED ? 1 : 0,
            error == null ? null : error.type(),
            error == null ? null : error.message(),
            error == null ? null : error.stack(),
            outcome.hookPending(),
            outcome.task().id(),
            outcome.task().node(),
            outcome.task().fence()
        };
    }

    private static List<Turn> recordSuccess(Connection connection, List<LastOutcome> ended, Instant now)
            throws SQLException {
        Map<Long, Standing> before = new HashMap<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (LastOutcome last : ended) {
            Jdbc.one(connection, BEFORE, Standing::read, last.schedule())
                    .ifPresent(standing -> before.put(standing.schedule(), standing));
            rows.add(new @Nullable Object[] {
                last.task(),
                last.success(),
                last.anySuccess(),
                now,
                last.anySuccess(),
                last.failures(),
                last.anySuccess(),
                last.schedule()
            });
        }
        Jdbc.batch(connection, RECORD_SUCCESS, rows);
        return LastOutcome.turns(ended, before);
    }

    @Override
    public NextDue nextDue(Connection connection, Claimable claimable) throws SQLException {
        Instant now = now(connection);
        Instant slot = earliest(
                connection,
                claimable,
                "SELECT MIN(next_run) AS at FROM takt_schedule WHERE priority = ? AND " + Rows.RUNNABLE);
        Instant task = earliest(
                connection,
                claimable,
                "SELECT MIN(run_after) AS at FROM takt_task WHERE priority = ? AND " + Rows.WAITING);
        return new NextDue(
                slot == null ? null : Duration.between(now, slot),
                task == null ? null : Duration.between(now, task),
                now);
    }

    private static @Nullable Instant earliest(Connection connection, Claimable claimable, String ofClass)
            throws SQLException {
        List<Instant> each = new ArrayList<>();
        for (int priority = 0; priority < Rows.PRIORITIES; priority++) {
            Jdbc.query(
                            connection,
                            ofClass,
                            row -> Optional.ofNullable(Jdbc.instant(row, "at")),
                            priority,
                            claimable.cluster(),
                            claimable.functions().toArray())
                    .forEach(found -> found.ifPresent(each::add));
        }
        return each.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public String nowExpression() {
        return NOW;
    }

    @Override
    public String hooksOfSchedules() {
        return "SELECT DISTINCT hook FROM takt_schedule WHERE hook IS NOT NULL";
    }

    @Override
    public String migrations() {
        return "h2";
    }

    private static Instant required(@Nullable Instant instant) {
        return Objects.requireNonNull(instant);
    }
}
