package dev.takt.cluster;

import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.sql.Database;
import dev.takt.sql.HandOver;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * N3 to N5: watches the other nodes' beats by this node's own clock, declares silent ones dead, and hands on the tasks
 * of nodes that are gone.
 */
@ApplicationScoped
public class LostTasks {
    private static final Logger LOG = Logger.getLogger(LostTasks.class.getName());
    private static final int LIMIT = 500;

    /**
     * In the order of the index of unfinished tasks. In that of the ids, PostgreSQL would look for them along the primary key, through
     * all tasks that are kept, wherever it expects a few (decision 0017).
     */
    static final String ORPHANS = """
            SELECT id FROM takt_task
            WHERE finished_at IS NULL AND node BETWEEN ? AND ?
                AND NOT EXISTS (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node)
            ORDER BY node LIMIT ?""";

    private static final String LOCKED = ORPHANS + " FOR UPDATE SKIP LOCKED";

    /**
     * Asks again, under the lock: what the search has found may have been taken over and claimed by a living node before it was
     * locked, and PostgreSQL does not look at {@code NOT EXISTS} again then.
     */
    private static final String HAND_ON = """
            UPDATE takt_task SET losses = losses + started_mark, take_overs = take_overs + 1, %s, run_after = %s
            WHERE id = ? AND finished_at IS NULL AND node IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node)""";

    private static final String LOST_TOO_OFTEN = """
            UPDATE takt_task SET state = 'FAILED', finished_at = %s, failures = failures + 1, hook_pending = true,
                error_message = 'lost ' || losses || ' times with its node'
            WHERE node IS NULL AND finished_at IS NULL AND losses >= ?""";

    /** One that is locked is about to beat, or to be declared dead by another; else the next look finds it. */
    private static final String SILENT =
            "SELECT running FROM takt_node WHERE id = ? AND beat = ? FOR UPDATE SKIP LOCKED";

    /** A row that is locked belongs to a transactional run whose session lives on: never waited for. */
    private static final String STARTED = """
            SELECT id FROM takt_task WHERE id = ANY(?) AND node = ? AND finished_at IS NULL
            ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String MARK_STARTED = "UPDATE takt_task SET started_mark = 1 WHERE id = ?";

    private static final Pattern TASK_ID = Pattern.compile("\"(\\d+)\":");

    private final Database database;
    private final Node node;
    private final NodeClock clock;
    private final TaktConfig config;
    private final Tallies tallies;

    /** Node id to the beat last seen and when it was first seen. */
    private final Map<Long, Seen> watched = new HashMap<>();

    private record Seen(long beat, long since) {}

    private record Beat(long node, long beat, String name) {}

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected LostTasks() {
        this(null, null, null, null, null);
    }

    @Inject
    LostTasks(Database database, Node node, NodeClock clock, TaktConfig config, Tallies tallies) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.config = config;
        this.tallies = tallies;
    }

    /** N3: an own beat failed or came late: an outage of the database must make nobody look dead. */
    public synchronized void forget() {
        watched.clear();
    }

    /**
     * N3, N4: one look at the others.
     *
     * @return how many nodes were declared dead
     */
    public synchronized int watch() {
        List<Beat> beats = database.atOnce(connection -> Jdbc.query(
                connection,
                "SELECT id, beat, name FROM takt_node WHERE id <> ?",
                row -> new Beat(row.getLong(1), row.getLong(2), row.getString(3)),
                node.id()));
        node.foundOthers(beats.size());
        watched.keySet().retainAll(beats.stream().map(Beat::node).toList());
        long now = clock.nanoTime();
        int dead = 0;
        for (Beat beat : beats) {
            Seen seen = watched.get(beat.node());
            if (seen == null || seen.beat() != beat.beat()) {
                watched.put(beat.node(), new Seen(beat.beat(), now));
            } else if (now - seen.since() > config.nodeTimeout().toNanos()) {
                dead += declareDead(beat) ? 1 : 0;
            }
        }
        return dead;
    }

    /**
     * N5: hands on what belongs to nodes that are gone, some hundred at a time.
     *
     * @return how many tasks wait again; there may be more, unless none do
     */
    public int takeOver() {
        boolean found =
                !database.atOnce(connection -> orphans(connection, ORPHANS, 1)).isEmpty();
        int handedOn = found ? database.inNew(this::handOn) : 0;
        tallies.add(Tally.TAKEN_OVER_TASKS, handedOn);
        return handedOn;
    }

    private int handOn(Connection connection) throws SQLException {
        String now = database.sql().nowExpression();
        List<@Nullable Object[]> rows = new ArrayList<>();
        orphans(connection, LOCKED, LIMIT).forEach(id -> rows.add(new @Nullable Object[] {id}));
        int handedOn = Arrays.stream(Jdbc.batch(connection, HAND_ON.formatted(HandOver.WAITS_AGAIN, now), rows))
                .sum();
        if (handedOn > 0) {
            Jdbc.update(connection, LOST_TOO_OFTEN.formatted(now), config.lostLimit());
        }
        return handedOn;
    }

    private static List<Long> orphans(Connection connection, String sql, int limit) throws SQLException {
        List<Long> orphans = new ArrayList<>();
        for (NodesBetween gone : NodesBetween.living(connection)) {
            int room = limit - orphans.size();
            orphans.addAll(Jdbc.query(connection, sql, row -> row.getLong(1), gone.first(), gone.last(), room));
        }
        return orphans;
    }

    private boolean declareDead(Beat silent) {
        int gone = database.inShort(connection -> {
            List<String> running = Jdbc.query(
                    connection,
                    SILENT,
                    row -> Objects.requireNonNullElse(row.getString(1), ""),
                    silent.node(),
                    silent.beat());
            for (String tasks : running) {
                markStarted(connection, silent.node(), tasks);
                Jdbc.update(connection, "DELETE FROM takt_function WHERE node = ?", silent.node());
                Jdbc.update(connection, "DELETE FROM takt_node WHERE id = ?", silent.node());
            }
            return running.size();
        });
        if (gone == 1) {
            tallies.add(Tally.NODES_DECLARED_DEAD, 1);
            LOG.log(
                    Level.WARNING,
                    "TAKT-302 Node {0} ({1}) is silent for longer than {2}: declared dead",
                    new Object[] {Long.toString(silent.node()), silent.name(), config.nodeTimeout()});
        }
        return gone == 1;
    }

    /** The tasks of a beat's list: their loss counts, since they are known to have started. */
    private static void markStarted(Connection connection, long node, String running) throws SQLException {
        Object[] started = TASK_ID.matcher(running)
                .results()
                .map(id -> Long.valueOf(id.group(1)))
                .toArray();
        List<@Nullable Object[]> rows = new ArrayList<>();
        Jdbc.query(connection, STARTED, row -> row.getLong(1), connection.createArrayOf("bigint", started), node)
                .forEach(id -> rows.add(new @Nullable Object[] {id}));
        Jdbc.batch(connection, MARK_STARTED, rows);
    }
}
