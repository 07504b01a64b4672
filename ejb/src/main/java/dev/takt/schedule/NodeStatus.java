package dev.takt.schedule;

import dev.takt.api.NodeInfo;
import dev.takt.api.Status;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.config.TaktConfig;
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
    private final TaktConfig config;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected NodeStatus() {
        this(null, null, null, null, null);
    }

    @Inject
    NodeStatus(Database database, Node node, InMemory inMemory, Dispatcher dispatcher, TaktConfig config) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
        this.dispatcher = dispatcher;
        this.config = config;
    }

    Status now() {
        return new Status(
                version(),
                database.description(),
                database.inCurrent(connection -> database.sql().now(connection)),
                dispatcher.queued(),
                inMemory.running(),
                config.workers(),
                nodes());
    }

    private List<NodeInfo> nodes() {
        return database.inCurrent(connection -> Jdbc.query(
                connection,
                "SELECT id, name, cluster, started_at, beat_at, draining FROM takt_node ORDER BY name, id",
                row -> new NodeInfo(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("cluster"),
                        Objects.requireNonNull(Jdbc.instant(row, "started_at")),
                        Objects.requireNonNull(Jdbc.instant(row, "beat_at")),
                        row.getBoolean("draining"),
                        row.getLong("id") == node.id())));
    }

    private static String version() {
        return Objects.requireNonNullElse(NodeStatus.class.getPackage().getImplementationVersion(), "development");
    }
}
