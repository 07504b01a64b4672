package dev.takt.cluster;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchNodeException;
import dev.takt.audit.Audit;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;

/** Tells a node to claim nothing more, or to claim again. It reads that with its next beat, within two seconds. */
@ApplicationScoped
@Unproxied
public class Draining {
    private static final String LOCK = "SELECT draining FROM takt_node WHERE id = ? FOR UPDATE";

    private final Database database;
    private final Audit audit;

    @Inject
    Draining(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * Tells it, in the caller's transaction. What the node has claimed already, it runs.
     *
     * @param node its id
     * @param on whether it is to drain
     * @throws NoSuchNodeException if it is not there
     */
    public void set(long node, boolean on) {
        boolean before = database.inCurrent(connection -> set(connection, node, on));
        if (before != on) {
            audit.note(on ? Act.DRAIN : Act.RESUME, AuditSubject.NODE, node, draining(before), draining(on));
        }
    }

    private static boolean set(Connection connection, long node, boolean on) throws SQLException {
        boolean before = Jdbc.one(connection, LOCK, row -> row.getBoolean(1), node)
                .orElseThrow(() -> new NoSuchNodeException(node));
        Jdbc.update(connection, "UPDATE takt_node SET draining = ? WHERE id = ?", on, node);
        return before;
    }

    private static JsonObject draining(boolean on) {
        return Json.createObjectBuilder().add("draining", on).build();
    }
}
