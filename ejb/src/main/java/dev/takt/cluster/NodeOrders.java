package dev.takt.cluster;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchNodeException;
import dev.takt.audit.Audit;
import dev.takt.config.Transactions;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tells a node to claim nothing more or to claim again, and how many tasks to run at once. It reads that with its next beat,
 * within two seconds. Each is a transaction of its own: the node's row is needed for its beats, and must not be locked for as
 * long as a caller likes.
 */
@ApplicationScoped
@Unproxied
public class NodeOrders {
    private static final String LOCK =
            "SELECT draining, workers, transactional_workers FROM takt_node WHERE id = ? FOR UPDATE";

    private final Database database;
    private final Transactions transactions;
    private final Audit audit;

    private record Standing(boolean draining, int workers, int transactionalWorkers) {
        static Standing read(ResultSet row) throws SQLException {
            return new Standing(row.getBoolean("draining"), row.getInt("workers"), row.getInt("transactional_workers"));
        }

        JsonObject size() {
            return Json.createObjectBuilder()
                    .add("workers", workers)
                    .add("transactionalWorkers", transactionalWorkers)
                    .build();
        }
    }

    @Inject
    NodeOrders(Database database, Transactions transactions, Audit audit) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * Has it drain, or not. What the node has claimed already, it runs.
     *
     * @param node its id
     * @param on whether it is to drain
     * @throws NoSuchNodeException if it is not there
     */
    public void drain(long node, boolean on) {
        inOwn(() -> {
            Standing before = database.inCurrent(connection -> lock(connection, node));
            if (before.draining() != on) {
                database.inCurrent(connection ->
                        Jdbc.update(connection, "UPDATE takt_node SET draining = ? WHERE id = ?", on, node));
                audit.note(on ? Act.DRAIN : Act.RESUME, AuditSubject.NODE, node, draining(!on), draining(on));
            }
        });
    }

    /**
     * Says how many tasks it is to run at once, until it is started again.
     *
     * @param node its id
     * @param workers at least 1
     * @param transactionalWorkers how many of these may be transactional, at least 1
     * @throws NoSuchNodeException if it is not there
     */
    public void resize(long node, int workers, int transactionalWorkers) {
        inOwn(() -> {
            Standing before = database.inCurrent(connection -> lock(connection, node));
            Standing after = new Standing(before.draining(), workers, transactionalWorkers);
            if (!before.equals(after)) {
                database.inCurrent(connection -> Jdbc.update(
                        connection,
                        "UPDATE takt_node SET workers = ?, transactional_workers = ? WHERE id = ?",
                        workers,
                        transactionalWorkers,
                        node));
                audit.note(Act.UPDATE, AuditSubject.NODE, node, before.size(), after.size());
            }
        });
    }

    private void inOwn(Runnable work) {
        boolean unused = transactions.inNew(() -> {
            work.run();
            return true;
        });
    }

    private static Standing lock(Connection connection, long node) throws SQLException {
        return Jdbc.one(connection, LOCK, Standing::read, node).orElseThrow(() -> new NoSuchNodeException(node));
    }

    private static JsonObject draining(boolean on) {
        return Json.createObjectBuilder().add("draining", on).build();
    }
}
