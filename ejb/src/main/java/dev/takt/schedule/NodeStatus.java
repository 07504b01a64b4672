package dev.takt.schedule;

import dev.takt.api.NodeInfo;
import dev.takt.api.Status;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.Workers;
import dev.takt.run.Dispatcher;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;

/** How this node and its cluster are. */
@ApplicationScoped
class NodeStatus {
    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private final Dispatcher dispatcher;
    private final Workers workers;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected NodeStatus() {
        this(null, null, null, null, null);
    }

    @Inject
    NodeStatus(Database database, Node node, InMemory inMemory, Dispatcher dispatcher, Workers workers) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
        this.dispatcher = dispatcher;
        this.workers = workers;
    }

    Status now() {
        return new Status(
                version(),
                database.description(),
                database.inCurrent(connection -> database.sql().now(connection)),
                dispatcher.queued(),
                inMemory.running(),
                workers.most(),
                nodes());
    }

    private List<NodeInfo> nodes() {
        return database.inCurrent(connection -> Jdbc.query(
                connection,
                "SELECT id, name, cluster, started_at, beat_at, draining, workers, transactional_workers FROM takt_node ORDER BY name, id",
                row -> new NodeInfo(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("cluster"),
                        Objects.requireNonNull(Jdbc.instant(row, "started_at")),
                        Objects.requireNonNull(Jdbc.instant(row, "beat_at")),
                        row.getBoolean("draining"),
                        row.getInt("workers"),
                        row.getInt("transactional_workers"),
                        row.getLong("id") == node.id())));
    }

    private static String version() {
        return Objects.requireNonNullElse(NodeStatus.class.getPackage().getImplementationVersion(), "development");
    }
}
