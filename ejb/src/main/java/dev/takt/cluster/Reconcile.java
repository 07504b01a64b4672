package dev.takt.cluster;

import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * N10: puts right what a commit of unknown outcome may have left: own tasks that this node does not have in memory. Only
 * what two looks in a row find is released, since a claim reaches the database a moment before it reaches the memory.
 */
@ApplicationScoped
public class Reconcile {
    private static final String OWN = "SELECT id FROM takt_task WHERE node = ? AND finished_at IS NULL";

    private static final String RELEASE = """
            UPDATE takt_task SET node = NULL, state = 'WAITING', fence = fence + 1, run_after = %s
            WHERE id = ? AND node = ? AND finished_at IS NULL""";

    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private Set<Long> suspects = Set.of();

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Reconcile() {
        this(null, null, null);
    }

    @Inject
    Reconcile(Database database, Node node, InMemory inMemory) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
    }

    /**
     * Looks once.
     *
     * @return how many tasks were released
     */
    public synchronized int run() {
        long me = node.id();
        Set<Long> strays = strays(me);
        List<@Nullable Object[]> again = new ArrayList<>();
        strays.stream().filter(suspects::contains).forEach(id -> again.add(new @Nullable Object[] {id, me}));
        suspects = strays;
        return database.inNew(connection -> {
            Jdbc.batch(connection, RELEASE.formatted(database.sql().nowExpression()), again);
            return again.size();
        });
    }

    private Set<Long> strays(long me) {
        return database.inNew(connection -> Jdbc.query(connection, OWN, row -> row.getLong(1), me).stream()
                .filter(id -> !inMemory.has(id))
                .collect(Collectors.toSet()));
    }
}
