package dev.takt.poll;

import dev.takt.api.Overlap;
import dev.takt.cluster.Node;
import dev.takt.config.TaktConfig;
import dev.takt.run.FunctionRegistry;
import dev.takt.schedule.Rules;
import dev.takt.sql.Claimable;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Database;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.Jdbc;
import dev.takt.task.SkippedSlotsRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One claim, one transaction, two sources: the slots of due schedules (N6) and waiting tasks (N7). "Next run" is decided
 * here, so a slow or crashed task can neither stop nor double its schedule.
 */
@ApplicationScoped
public class Claim {
    private static final int PRIORITIES = 3;

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
     * @param untilNext how long until something else is due, possibly negative, or empty if nothing is planned
     */
    record Claimed(List<ClaimedTask> tasks, int touched, Optional<Duration> untilNext) {}

    /**
     * Claims.
     *
     * @param limit at most so many tasks
     */
    Claimed claim(int limit) {
        return database.inNew(connection -> inTransaction(connection, limit));
    }

    private Claimed inTransaction(Connection connection, int limit) throws SQLException {
        database.sql().beginShort(connection);
        Set<String> unlimited = new HashSet<>(functions.names());
        unlimited.removeAll(functions.limited());
        Batch batch = new Batch(limit);
        Set<String> wanted = new HashSet<>(unlimited);
        wanted.addAll(claimLimited(connection, batch));
        Claimable claimable = claimable(unlimited);
        for (int priority = 0; priority < PRIORITIES; priority++) {
            claimClass(connection, claimable, priority, limit - reserve(limit, priority), batch);
        }
        for (int priority = 0; priority < PRIORITIES - 1 && batch.tasks.size() >= limit / 2; priority++) {
            claimClass(connection, claimable, priority, limit, batch); // what the lower classes left over
        }
        return new Claimed(batch.tasks, batch.touched, database.sql().untilNextDue(connection, claimable(wanted)));
    }

    /** What has been claimed so far. */
    private static final class Batch {
        private final int limit;
        private final List<ClaimedTask> tasks = new ArrayList<>();
        private int touched;

        Batch(int limit) {
            this.limit = limit;
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
            for (int priority = 0; priority < PRIORITIES; priority++) {
                claimClass(connection, claimable(Set.of(func)), priority, upTo, batch);
            }
            if (batch.tasks.size() - before < left) {
                open.add(func);
            }
        }
        return open;
    }

    private static int unfinished(Connection connection, String func) throws SQLException {
        return Jdbc.one(connection, UNFINISHED, row -> row.getInt(1), func).orElseThrow();
    }

    private Claimable claimable(Set<String> funcs) {
        return new Claimable(node.id(), config.cluster(), funcs);
    }

    /** Takes of one class until there are so many tasks in all; waiting tasks first, since they were due before. */
    private void claimClass(Connection connection, Claimable claimable, int priority, int upTo, Batch batch)
            throws SQLException {
        if (batch.tasks.size() < upTo) {
            List<ClaimedTask> waiting =
                    database.sql().claimWaiting(connection, claimable, priority, upTo - batch.tasks.size());
            batch.tasks.addAll(waiting);
            batch.touched += waiting.size();
        }
        if (batch.tasks.size() < upTo) {
            claimSlots(connection, claimable, priority, upTo - batch.tasks.size(), batch);
        }
    }

    private void claimSlots(Connection connection, Claimable claimable, int priority, int room, Batch batch)
            throws SQLException {
        List<DueSchedule> due = database.sql().lockDue(connection, claimable, priority, room);
        if (due.isEmpty()) {
            return;
        }
        Set<Long> busy = busy(connection, due);
        ClaimedSlots slots = new ClaimedSlots(rules, skipped, database.sql().now(connection), room);
        slots.plan(due.stream().filter(schedule -> !waits(schedule, busy)).toList(), busy);
        batch.tasks.addAll(slots.write(connection, database.sql(), node.id()));
        batch.touched += slots.touched();
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

    /** A tenth of the claim is left to each lower class. */
    private static int reserve(int limit, int priority) {
        return limit / 10 * (PRIORITIES - 1 - priority);
    }
}
