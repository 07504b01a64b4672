package dev.takt.schedule;

import dev.takt.api.NodeInfo;
import dev.takt.api.Status;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.Workers;
import dev.takt.config.Pulse;
import dev.takt.config.TaktConfig;
import dev.takt.run.Dispatcher;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** How this node and its cluster are. */
@ApplicationScoped
class NodeStatus {
    /** A poll that takes longer, or is refused for longer, is trouble. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    /** Only in what Maven has packed. */
    private static final String BUILT = "/META-INF/maven/dev.takt/takt-ejb/pom.properties";

    private static final String VERSION = version();

    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private final Dispatcher dispatcher;
    private final Workers workers;
    private final Pulse pulse;
    private final TaktConfig config;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected NodeStatus() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    NodeStatus(
            Database database,
            Node node,
            InMemory inMemory,
            Dispatcher dispatcher,
            Workers workers,
            Pulse pulse,
            TaktConfig config) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.pulse = pulse;
        this.config = config;
    }

    Status now() {
        List<NodeInfo> nodes = nodes();
        return new Status(
                VERSION,
                database.description(),
                database.inCurrent(connection -> database.sql().now(connection)),
                dispatcher.queued(),
                inMemory.running(),
                workers.most(),
                nodes.stream().anyMatch(info -> info.self() && !info.draining()) && isPolling(),
                nodes);
    }

    private boolean isPolling() {
        return pulse.silence().compareTo(config.pollInterval().plus(SILENT)) < 0;
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

    /** Not the package's, of which Payara Server knows nothing in an EAR. */
    private static String version() {
        try (InputStream built = NodeStatus.class.getResourceAsStream(BUILT)) {
            Properties properties = new Properties();
            if (built != null) {
                properties.load(built);
            }
            return properties.getProperty("version", "development");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
