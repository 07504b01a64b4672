package dev.takt.cluster;

import dev.takt.api.FunctionInfo;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the live nodes of the cluster can run, as they say in the table {@code takt_function}. */
@ApplicationScoped
public class LiveFunctions {
    private static final String ALL = """
            SELECT f.name, f.signature, f.description, f.node FROM takt_function f
            JOIN takt_node n ON n.id = f.node ORDER BY f.name, f.node""";

    private final Database database;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected LiveFunctions() {
        this(null);
    }

    @Inject
    LiveFunctions(Database database) {
        this.database = database;
    }

    /**
     * The names of all functions.
     *
     * @return of every live node
     */
    public Set<String> names() {
        return database.inCurrent(connection -> Set.copyOf(Jdbc.query(
                connection,
                "SELECT DISTINCT f.name FROM takt_function f JOIN takt_node n ON n.id = f.node",
                row -> row.getString(1))));
    }

    /**
     * All functions.
     *
     * @return by name, each with the nodes that have it
     */
    public List<FunctionInfo> all() {
        Map<String, FunctionInfo> byName = new TreeMap<>();
        database.inCurrent(connection -> Jdbc.query(
                        connection,
                        ALL,
                        row -> new FunctionInfo(
                                row.getString("name"),
                                row.getString("signature"),
                                Objects.requireNonNullElse(row.getString("description"), ""),
                                List.of(row.getLong("node")))))
                .forEach(function -> byName.merge(function.name(), function, LiveFunctions::onBoth));
        return List.copyOf(byName.values());
    }

    private static FunctionInfo onBoth(FunctionInfo one, FunctionInfo other) {
        List<Long> nodes = new ArrayList<>(one.nodes());
        nodes.addAll(other.nodes());
        return new FunctionInfo(one.name(), one.signature(), one.description(), List.copyOf(nodes));
    }
}
