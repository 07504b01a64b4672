package dev.takt.cluster;

import dev.takt.config.Later;
import dev.takt.config.OfTakt;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Orders from node to node: rows of {@code takt_signal}, written in the transaction of the act, read and deleted by the
 * node that they are for with each beat; its own ones at once after the commit. Those for a node that is gone are taken
 * over by whoever sees them first, since its tasks live on.
 */
@ApplicationScoped
public class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class.getName());

    private static final String SEND = "INSERT INTO takt_signal (node, kind, subject, detail) VALUES (?, ?, ?, ?)";

    private static final String FOR_ME = """
            SELECT id FROM takt_signal
            WHERE node = ? OR NOT EXISTS (SELECT 1 FROM takt_node n WHERE n.id = takt_signal.node)
            ORDER BY id LIMIT 1000""";

    private static final String TAKE =
            "SELECT kind, subject, detail FROM takt_signal WHERE id = ? FOR UPDATE SKIP LOCKED";

    private final Database database;
    private final Node node;
    private final Later later;
    private final Event<Signal> received;
    private final TransactionSynchronizationRegistry transaction;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Signals() {
        this(null, null, null, null, null);
    }

    @Inject
    Signals(
            Database database,
            Node node,
            @OfTakt Later later,
            Event<Signal> received,
            @OfTakt TransactionSynchronizationRegistry transaction) {
        this.database = database;
        this.node = node;
        this.later = later;
        this.received = received;
        this.transaction = transaction;
    }

    /**
     * Sends an order with the caller's transaction.
     *
     * @param to a node's id
     * @param kind what is to be done
     * @param subject to what
     * @param reason for people
     */
    public void send(long to, Signal.Kind kind, long subject, String reason) {
        database.inCurrent(connection -> Jdbc.update(connection, SEND, to, kind.name(), subject, reason));
        if (to == node.id()) {
            receiveAtOnce();
        }
    }

    /**
     * Sends an order to every node, with the caller's transaction.
     *
     * @param kind what is to be done
     * @param subject to what
     * @param reason for people
     */
    public void sendToAll(Signal.Kind kind, long subject, String reason) {
        database.inCurrent(connection -> Jdbc.query(connection, "SELECT id FROM takt_node", row -> row.getLong(1)))
                .forEach(to -> send(to, kind, subject, reason));
    }

    /**
     * Acts on what is there for this node.
     *
     * @return how many orders were carried out
     */
    public int receive() {
        List<Long> ids =
                database.atOnce(connection -> Jdbc.query(connection, FOR_ME, row -> row.getLong(1), node.id()));
        return (int) ids.stream().filter(this::carryOut).count();
    }

    /** After the commit of the transaction that there is; what does not come about is found by the next beat. */
    private void receiveAtOnce() {
        if (transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            receiveSoon();
            return;
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing is committed yet
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    receiveSoon();
                }
            }
        });
    }

    private void receiveSoon() {
        try {
            Future<?> unused = later.run(this::receiveQuietly, Duration.ZERO);
        } catch (RejectedExecutionException goingDown) {
            LOG.log(Level.FINE, "The next beat finds the signal", goingDown);
        }
    }

    private void receiveQuietly() {
        try {
            receive();
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "The next beat finds the signal", away);
        }
    }

    /** One that fails must not hold up the others: the next beat tries it again. */
    private boolean carryOut(long id) {
        try {
            return database.inNew(connection -> {
                Signal signal = Jdbc.one(connection, TAKE, Signals::read, id).orElse(null);
                if (signal == null) {
                    return false; // somebody else has it
                }
                received.fire(signal);
                return signal.isDone() && Jdbc.update(connection, "DELETE FROM takt_signal WHERE id = ?", id) == 1;
            });
        } catch (RuntimeException failed) {
            LOG.log(Level.FINE, "Signal " + id + " is tried again", failed);

            return false;
        }
    }

    private static Signal read(ResultSet row) throws SQLException {
        return new Signal(Signal.Kind.valueOf(row.getString("kind")), row.getLong("subject"), row.getString("detail"));
    }
}
