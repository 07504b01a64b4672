package dev.takt.poll;

import dev.takt.api.Overlap;
import dev.takt.cluster.Node;
import dev.takt.config.TaktConfig;
import dev.takt.run.FunctionRegistry;
import dev.takt.schedule.Rules;
import dev.takt.sql.Claimable;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ClusterSql;
import dev.takt.sql.Database;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.Jdbc;
import dev.takt.sql.NextDue;
import dev.takt.sql.Room;
import dev.takt.task.SkippedSlotsRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One claim, two sources: the slots of due schedules (N6) and waiting tasks (N7). "Next run" is decided here, so a slow or
 * crashed task can neither stop nor double its schedule. Where each source is claimed in one round trip, nothing is put
 * around it; but slots for which the calendar is needed stay locked meanwhile, in a transaction.
 */
@ApplicationScoped
public class Claim {
    /** By the index of unfinished tasks of nodes. */
    private static final String UNFINISHED =
            "SELECT count(*) FROM takt_task WHERE func = ? AND node IS NOT NULL AND finished_at IS NULL";

    private static final String BUSY =
            "SELECT DISTINCT schedule_id FROM takt_task WHERE schedule_id = ANY(?) AND serial AND finished_at IS NULL";

    private final Database database;
    private final Node node;
    private final FunctionRegistry functions;
    private final Rules rules;
    private final SkippedSlotsRecord skipped;
    private final TaktConfig config;
    private final AtomicInteger claims = new AtomicInteger();

    /** What was due lately needed the calendar. */
    private volatile boolean calendarNeeded;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Claim() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Claim(
            Database database,
            Node node,
            FunctionRegistry functions,
            Rules rules,
            SkippedSlotsRecord skipped,
            TaktConfig config) {
        this.database = database;
        this.node = node;
        this.functions = functions;
        this.rules = rules;
        this.skipped = skipped;
        this.config = config;
    }

    /**
     * What a claim brought.
     *
     * @param tasks now this node's
     * @param touched how many rows were dealt with, tasks or not
     * @param next how long until something else is due; zero if there was no room for more
     * @param reached until when all that was due has been dealt with, if there was no room for more; null if unknown
     */
    record Claimed(
            List<ClaimedTask> tasks,
            int touched,
            NextDue next,
            @Nullable Instant reached) {}

    /**
     * What has been due for longest, or will be due first; however long the search takes.
     *
     * @return empty if nothing is planned
     */
    Optional<Instant> earliestDue() {
        Set<String> all = new HashSet<>(functions.unlimited());
        all.addAll(functions.limited());
        return database.inNew(connection ->
                database.sql().earliestDue(connection, claimable(all, null)).firstAt());
    }

    /**
     * Claims.
     *
     * @param limit at most so many tasks
     * @param dueSince only what is due since then; null for everything
     * @param tasksToo whether to look for waiting tasks, and not only for slots
     */
    Claimed claim(int limit, @Nullable Instant dueSince, boolean tasksToo) {
        boolean atOnce = !calendarNeeded
                && functions.limited().isEmpty()
                && database.sql().changesTablesAtOnce();
        Batch batch = new Batch(limit, dueSince, tasksToo, claims.incrementAndGet() % 2 == 0, atOnce);
        Database.Work<Claimed> claimed = connection -> claimed(connection, batch);
        return atOnce ? claimedAtOnce(claimed, batch) : database.inNew(claimed);
    }

    /** What the first source has brought is this node's, even if the second fails. */
    private Claimed claimedAtOnce(Database.Work<Claimed> claimed, Batch batch) {
        try {
            return database.atOnce(claimed);
        } catch (RuntimeException away) {
            if (batch.tasks.isEmpty()) {
                throw away;
            }
            return new Claimed(batch.tasks, batch.touched, NextDue.AT_ONCE, null);
        }
    }

    private Claimed claimed(Connection connection, Batch batch) throws SQLException {
        int limit = batch.limit;
        Instant dueSince = batch.dueSince;
        Set<String> wanted = new HashSet<>(functions.unlimited());
        wanted.addAll(claimLimited(connection, batch));
        batch.full = false; // those wait for an end, not for room
        claim(connection, functions.unlimited(), limit, batch);
        batch.tasks.sort(Comparator.comparingInt(task -> task.toRun().priority()));
        NextDue next = batch.full || batch.tasks.size() >= limit
                ? NextDue.AT_ONCE
                : batch.next != null ? batch.next : database.sql().nextDue(connection, claimable(wanted, dueSince));
        return new Claimed(batch.tasks, batch.touched, next, next.asOf() == null ? reached(batch) : null);
    }

    /** Unknown where more tasks may be waiting, or those of some functions must not be claimed yet. */
    private @Nullable Instant reached(Batch batch) {
        return batch.allWaiting && functions.limited().isEmpty() ? batch.reached : null;
    }

    /** What has been claimed so far; full, if there were as many rows as there was room for, whatever became of them. */
    private static final class Batch {
        private final int limit;
        private final @Nullable Instant dueSince;
        private final boolean tasksToo;
        private final boolean slotsFirst;
        private final boolean atOnce;
        private final List<ClaimedTask> tasks = new ArrayList<>();
        private int touched;
        private boolean full;

        /** No more tasks were waiting. */
        private boolean allWaiting;

        /** Until when the slots have been dealt with; null if unknown. */
        private @Nullable Instant reached;

        /** What its last step has said; null if it has not. */
        private @Nullable NextDue next;

        Batch(int limit, @Nullable Instant dueSince, boolean tasksToo, boolean slotsFirst, boolean atOnce) {
            this.limit = limit;
            this.dueSince = dueSince;
            this.tasksToo = tasksToo;
            this.slotsFirst = slotsFirst;
            this.atOnce = atOnce;
        }

        boolean endsWithSlots() {
            return !tasksToo || !slotsFirst;
        }
    }

    /**
     * Of functions that may run only so many times at once in the cluster, claims what is left of that number.
     *
     * @return those of which more may be claimed
     */
    private Set<String> claimLimited(Connection connection, Batch batch) throws SQLException {
        Set<String> open = new HashSet<>();
        for (String func : functions.limited()) {
            if (!database.sql().tryLock(connection, func)) {
                open.add(func); // another node claims of it just now; look again soon
                continue;
            }
            int left = functions.atOnce(func).orElseThrow() - unfinished(connection, func);
            int upTo = Math.min(batch.limit, batch.tasks.size() + Math.max(0, left));
            int before = batch.tasks.size();
            claim(connection, Set.of(func), upTo, batch);
            if (batch.tasks.size() - before < left) {
                open.add(func);
            }
        }
        return open;
    }

    private static int unfinished(Connection connection, String func) throws SQLException {
        return Jdbc.one(connection, UNFINISHED, row -> row.getInt(1), func).orElseThrow();
    }

    private Claimable claimable(Set<String> funcs, @Nullable Instant dueSince) {
        return new Claimable(node.id(), config.cluster(), funcs, dueSince);
    }

    /** Takes until there are so many tasks in all. Of the two sources, once the one and once the other is asked first. */
    private void claim(Connection connection, Set<String> funcs, int upTo, Batch batch) throws SQLException {
        Claimable claimable = claimable(funcs, batch.dueSince);
        if (batch.tasksToo && !batch.slotsFirst) {
            claimWaiting(connection, claimable, upTo - batch.tasks.size(), batch);
        }
        claimSlots(connection, claimable, upTo - batch.tasks.size(), batch);
        if (batch.tasksToo && batch.slotsFirst) {
            claimWaiting(connection, claimable, upTo - batch.tasks.size(), batch);
        }
    }

    private void claimWaiting(Connection connection, Claimable claimable, int room, Batch batch) throws SQLException {
        if (room > 0) {
            List<ClaimedTask> waiting = database.sql().claimWaiting(connection, claimable, Room.of(room));
            batch.tasks.addAll(waiting);
            batch.touched += waiting.size();
            batch.full |= waiting.size() >= room;
            batch.allWaiting = waiting.size() < room;
        }
    }

    private void claimSlots(Connection connection, Claimable claimable, int room, Batch batch) throws SQLException {
        if (room <= 0) {
            return;
        }
        ClusterSql.Due due = database.sql()
                .claimDue(
                        connection,
                        claimable,
                        Room.of(room),
                        batch.endsWithSlots() && functions.limited().isEmpty());
        batch.next = due.schedules().isEmpty() ? due.next() : null;
        batch.reached = due.schedules().isEmpty() ? due.reached() : null;
        batch.tasks.addAll(due.taken());
        batch.touched += due.taken().size() + due.conflicts();
        batch.full |= due.taken().size() + due.conflicts() + due.schedules().size() >= room;
        ClaimedSlots.tellOfConflicts(due.conflicts());
        calendarNeeded = !due.schedules().isEmpty();
        if (!calendarNeeded) {
            return;
        }
        if (batch.atOnce) { // they are not locked any more: the next claim takes them
            batch.touched += due.schedules().size();
            batch.full = true;
        } else {
            claimByCalendar(connection, due, room - due.taken().size(), batch);
        }
    }

    private void claimByCalendar(Connection connection, ClusterSql.Due due, int room, Batch batch) throws SQLException {
        Set<Long> busy = busy(connection, due.schedules());
        ClaimedSlots slots = new ClaimedSlots(rules, skipped, due, room);
        slots.plan(
                due.schedules().stream()
                        .filter(schedule -> !waits(schedule, busy))
                        .toList(),
                busy);
        batch.tasks.addAll(slots.write(connection, database.sql(), node.id()));
        batch.touched += slots.touched();
        batch.reached = slots.reached();
    }

    /** Looked at after the lock: whoever had it before may just have made a task. */
    private static Set<Long> busy(Connection connection, List<DueSchedule> due) throws SQLException {
        Object[] serial = due.stream()
                .filter(schedule -> schedule.toRun().serial())
                .map(DueSchedule::id)
                .toArray();
        return serial.length == 0
                ? Set.of()
                : Set.copyOf(Jdbc.query(
                        connection, BUSY, row -> row.getLong(1), connection.createArrayOf("bigint", serial)));
    }

    private static boolean waits(DueSchedule schedule, Set<Long> busy) {
        return Overlap.WAIT.name().equals(schedule.overlap()) && busy.contains(schedule.id());
    }
}
