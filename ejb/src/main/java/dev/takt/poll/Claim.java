package dev.takt.poll;

import dev.takt.cluster.Node;
import dev.takt.config.TaktConfig;
import dev.takt.run.FunctionRegistry;
import dev.takt.schedule.Rules;
import dev.takt.sql.Claimable;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ClusterSql;
import dev.takt.sql.Database;
import dev.takt.sql.DueSchedule;
import dev.takt.task.SkippedSlotsRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One claim, one transaction, two sources: the slots of due schedules (N6) and waiting tasks (N7). "Next run" is decided
 * here, so a slow or crashed task can neither stop nor double its schedule.
 */
@ApplicationScoped
public class Claim {
    private static final int PRIORITIES = 3;

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
        ClusterSql sql = database.sql();
        sql.beginShort(connection);
        Claimable claimable = new Claimable(node.id(), config.cluster(), functions.names());
        List<ClaimedTask> tasks = new ArrayList<>();
        int touched = 0;
        for (int priority = 0; priority < PRIORITIES; priority++) {
            touched += claimClass(connection, claimable, priority, limit - reserve(limit, priority), tasks);
        }
        for (int priority = 0; priority < PRIORITIES - 1 && tasks.size() >= limit / 2; priority++) {
            touched += claimClass(connection, claimable, priority, limit, tasks); // what the lower classes left over
        }
        return new Claimed(tasks, touched, sql.untilNextDue(connection, claimable));
    }

    /** Takes of one class until there are so many tasks in all; waiting tasks first, since they were due before. */
    private int claimClass(Connection connection, Claimable claimable, int priority, int upTo, List<ClaimedTask> tasks)
            throws SQLException {
        int before = tasks.size();
        if (before < upTo) {
            tasks.addAll(database.sql().claimWaiting(connection, claimable, priority, upTo - before));
        }
        int waiting = tasks.size() - before;
        return tasks.size() < upTo
                ? waiting + claimSlots(connection, claimable, priority, upTo - tasks.size(), tasks)
                : waiting;
    }

    private int claimSlots(Connection connection, Claimable claimable, int priority, int room, List<ClaimedTask> tasks)
            throws SQLException {
        List<DueSchedule> due = database.sql().lockDue(connection, claimable, priority, room);
        if (due.isEmpty()) {
            return 0;
        }
        Instant now = database.sql().now(connection);
        ClaimedSlots slots = new ClaimedSlots(rules, now, room);
        slots.plan(due);
        tasks.addAll(slots.write(connection, database.sql(), node.id()));
        slots.skipped()
                .forEach((schedule, stretches) -> stretches.forEach(stretch -> skipped.of(schedule, stretch, now)));
        return due.size();
    }

    /** A tenth of the claim is left to each lower class. */
    private static int reserve(int limit, int priority) {
        return limit / 10 * (PRIORITIES - 1 - priority);
    }
}
