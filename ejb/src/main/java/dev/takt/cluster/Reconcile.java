package dev.takt.cluster;

import dev.takt.sql.Database;
import dev.takt.sql.HandOver;
import dev.takt.sql.Jdbc;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * N10: puts right what a commit of unknown outcome may have left: own tasks that this node does not have in memory. Only
 * what two looks in a row find is released, and only when every claim that was under way at the first has ended: its answer
 * would have brought them.
 */
@ApplicationScoped
public class Reconcile {
    private static final String OWN = "SELECT id, node, fence FROM takt_task WHERE node = ? AND finished_at IS NULL";

    /** A row that is locked belongs to somebody who knows of it: never waited for. */
    private static final String LOCK = """
            SELECT id, node, fence FROM takt_task WHERE id = ANY(?) AND node = ? AND finished_at IS NULL
            ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String RELEASE = """
            UPDATE takt_task SET %s, run_after = %s
            WHERE id = ?""";

    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private Set<TaskClaim> suspects = Set.of();
    private long claimsBegun;

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
        if (!node.haveEnded(claimsBegun)) {
            return 0;
        }
        long me = node.id();
        Set<TaskClaim> strays = strays(me);
        long begun = node.claimsBegun();
        Set<TaskClaim> again = new HashSet<>(strays);
        again.retainAll(suspects);
        suspects = strays;
        claimsBegun = begun;
        return again.isEmpty() ? 0 : database.inNew(connection -> release(connection, again, me));
    }

    private Set<TaskClaim> strays(long me) {
        return database.atOnce(connection -> Jdbc.query(connection, OWN, TaskClaim::read, me)).stream()
                .filter(claim -> !inMemory.has(claim))
                .collect(Collectors.toSet());
    }

    private int release(Connection connection, Set<TaskClaim> claims, long me) throws SQLException {
        Object[] ids = claims.stream().map(TaskClaim::task).toArray();
        List<@Nullable Object[]> released = new ArrayList<>();
        Jdbc.query(connection, LOCK, TaskClaim::read, connection.createArrayOf("bigint", ids), me).stream()
                .filter(claims::contains)
                .forEach(claim -> released.add(new @Nullable Object[] {claim.task()}));
        return Arrays.stream(Jdbc.batch(
                        connection,
                        RELEASE.formatted(HandOver.WAITS_AGAIN, database.sql().nowExpression()),
                        released))
                .sum();
    }
}
