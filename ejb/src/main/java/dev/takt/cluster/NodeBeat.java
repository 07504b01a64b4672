package dev.takt.cluster;

import dev.takt.api.FunctionInfo;
import dev.takt.config.DatabaseTime;
import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** N1 and N11: tells the others every 2 s that this node lives, and finds out whether they took it for dead. */
@ApplicationScoped
public class NodeBeat {
    private static final Logger LOG = Logger.getLogger(NodeBeat.class.getName());

    private static final String ROW =
            "SELECT draining, workers, transactional_workers, %s AS now_at FROM takt_node WHERE id = ?";

    private final Database database;
    private final Node node;
    private final Workers workers;
    private final InMemory inMemory;
    private final NodeClock clock;
    private final TaktConfig config;
    private final DatabaseTime time;
    private final Tallies tallies;
    private final Event<NodeDeclaredDead> declaredDead;
    private volatile List<FunctionInfo> functions = List.of();

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected NodeBeat() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    NodeBeat(
            Database database,
            Node node,
            Workers workers,
            InMemory inMemory,
            NodeClock clock,
            TaktConfig config,
            DatabaseTime time,
            Tallies tallies,
            Event<NodeDeclaredDead> declaredDead) {
        this.database = database;
        this.node = node;
        this.workers = workers;
        this.inMemory = inMemory;
        this.clock = clock;
        this.config = config;
        this.time = time;
        this.tallies = tallies;
        this.declaredDead = declaredDead;
    }

    /**
     * Joins the cluster under a new id.
     *
     * @param known the functions that this node can run
     */
    public void join(List<FunctionInfo> known) {
        functions = known;
        long beganAt = clock.nanoTime();
        long id = node.newId();
        database.inShort(connection -> register(connection, id, known));
        node.takeId(id);
        node.extendLease(beganAt, config);
    }

    private int register(Connection connection, long id, List<FunctionInfo> known) throws SQLException {
        Jdbc.update(
                connection,
                "INSERT INTO takt_node (id, name, cluster, draining, workers, transactional_workers) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                config.nodeName(),
                config.cluster(),
                node.isDraining(),
                workers.most(),
                workers.mostTransactional());
        List<@Nullable Object[]> rows = new ArrayList<>();
        known.forEach(function ->
                rows.add(new @Nullable Object[] {id, function.name(), function.signature(), function.description()}));
        Jdbc.batch(
                connection, "INSERT INTO takt_function (node, name, signature, description) VALUES (?, ?, ?, ?)", rows);
        return rows.size();
    }

    /** What the others, and this node, have to know of it. */
    private record Row(boolean draining, int workers, int transactionalWorkers, Instant now) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getBoolean("draining"),
                    row.getInt("workers"),
                    row.getInt("transactional_workers"),
                    Objects.requireNonNull(Jdbc.instant(row, "now_at")));
        }
    }

    /**
     * One beat.
     *
     * @return false if this node had been declared dead and has joined again under a new id, or has left
     */
    public boolean beat() {
        long beganAt = clock.nanoTime();
        List<Row> row = database.inShort(connection -> {
            int touched = Jdbc.update(
                    connection,
                    "UPDATE takt_node SET beat = beat + 1, beat_at = CURRENT_TIMESTAMP, running = ? WHERE id = ?",
                    inMemory.toJson(),
                    node.id());
            return touched == 0
                    ? List.<Row>of()
                    : Jdbc.query(connection, ROW.formatted(database.sql().nowExpression()), Row::read, node.id());
        });
        if (row.isEmpty()) {
            joinAgain();
            return false;
        }
        node.extendLease(beganAt, config);
        node.drain(row.get(0).draining());
        workers.set(row.get(0).workers(), row.get(0).transactionalWorkers());
        time.learn(row.get(0).now(), beganAt);
        return true;
    }

    /** Leaves the cluster: the others need not wait for the node timeout. */
    public void leave() {
        node.stop();
        removeRows();
    }

    private void removeRows() {
        database.inShort(connection -> {
            Jdbc.update(connection, "DELETE FROM takt_function WHERE node = ?", node.id());
            return Jdbc.update(connection, "DELETE FROM takt_node WHERE id = ?", node.id());
        });
    }

    /** Unless it has left: a beat may have been under way, and may be so until the new row is there. */
    private void joinAgain() {
        node.loseLease();
        if (node.isStopping()) {
            return;
        }
        long oldId = node.id();
        tallies.add(Tally.REJOINS, 1);
        LOG.log(
                Level.WARNING,
                "TAKT-301 This is node {0}, which was declared dead by another; it joins again",
                Long.toString(oldId));
        declaredDead.fire(new NodeDeclaredDead(oldId));
        join(functions);
        if (node.isStopping()) {
            removeRows();
        }
    }
}
