package dev.takt.cluster;

import dev.takt.api.Overview.Running;
import dev.takt.config.Unproxied;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What runs in the cluster, as the nodes' beats say it (PROTOCOL N1). */
@ApplicationScoped
@Unproxied
public class RunningTasks {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String NODES = "SELECT name, running FROM takt_node WHERE running <> '{}' ORDER BY id";

    /**
     * A task that has been started.
     *
     * @param task its id
     * @param node the name of the node
     * @param age how long ago, at the node's last beat
     */
    public record Started(long task, String node, Duration age) {}

    /**
     * All of them.
     *
     * @param connection any
     * @return the one that has been running for longest first
     * @throws SQLException from the driver
     */
    public List<Started> all(Connection connection) throws SQLException {
        List<Started> all = new ArrayList<>();
        Jdbc.query(connection, NODES, row -> started(row.getString("name"), row.getString("running")))
                .forEach(all::addAll);
        all.sort(Comparator.comparing(Started::age).reversed());
        return all;
    }

    /** A node of another version may say it otherwise: then nothing is known of its tasks. */
    private static List<Started> started(String node, String running) {
        try (JsonReader reader = JSON.createReader(new StringReader(running))) {
            JsonObject tasks = reader.readObject();
            return tasks.keySet().stream()
                    .map(id -> started(node, id, tasks.getJsonNumber(id)))
                    .toList();
        } catch (JsonException | ClassCastException | NumberFormatException unknown) {
            return List.of();
        }
    }

    private static Started started(String node, String id, JsonNumber millis) {
        return new Started(Long.parseLong(id), node, Duration.ofMillis(millis.longValue()));
    }

    /**
     * The same with their names, as far as their rows are still there.
     *
     * @param connection any
     * @param some a few
     * @return in their order
     * @throws SQLException from the driver
     */
    public List<Running> named(Connection connection, List<Started> some) throws SQLException {
        if (some.isEmpty()) {
            return List.of();
        }
        Map<Long, Started> byId =
                some.stream().collect(Collectors.toMap(Started::task, Function.identity(), (a, b) -> a));
        String ids = byId.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Jdbc.query(
                        connection,
                        "SELECT id, name, func FROM takt_task WHERE finished_at IS NULL AND id IN (" + ids + ")",
                        row -> {
                            Started started = Objects.requireNonNull(byId.get(row.getLong("id")));
                            return new Running(
                                    started.task(),
                                    row.getString("name"),
                                    row.getString("func"),
                                    started.node(),
                                    started.age());
                        })
                .stream()
                .sorted(Comparator.comparing(Running::age).reversed())
                .toList();
    }
}
