package dev.takt.task;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.TaskId;
import dev.takt.audit.Audit;
import dev.takt.cluster.Node;
import dev.takt.cluster.Signal;
import dev.takt.cluster.Signals;
import dev.takt.config.Caller;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Cancels tasks: one that waits at once, one that a node has by a signal to that node (SEMANTICS, section 7). Never waits
 * for a row, since its caller may hold a schedule.
 */
@ApplicationScoped
public class Cancellation {
    private static final String FIND = "SELECT finished_at FROM takt_task WHERE id = ?";

    private static final String LOCK = "SELECT finished_at, node FROM takt_task WHERE id = ? FOR UPDATE SKIP LOCKED";

    /** Asked under the lock: the row may have been claimed by a node that was not there yet when its statement began. */
    private static final String LIVES = "SELECT id FROM takt_node WHERE id = ?";

    /** The fence drops what a node that was declared dead may still bring. */
    private static final String CANCEL_WAITING = """
            UPDATE takt_task SET state = 'CANCELLED', finished_at = %s, error_type = NULL, error_message = ?,
                error_stack = NULL, fence = fence + 1
            WHERE id = ?""";

    private static final String CANCEL_QUEUED = """
            UPDATE takt_task SET state = 'CANCELLED', finished_at = %s, error_type = NULL, error_message = ?,
                error_stack = NULL
            WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL""";

    private final Database database;
    private final Node node;
    private final Signals signals;
    private final Caller caller;
    private final Audit audit;

    private record Standing(boolean finished, @Nullable Long holder) {}

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Cancellation() {
        this(null, null, null, null, null);
    }

    @Inject
    Cancellation(Database database, Node node, Signals signals, Caller caller, Audit audit) {
        this.database = database;
        this.node = node;
        this.signals = signals;
        this.caller = caller;
        this.audit = audit;
    }

    /**
     * Cancels in the caller's transaction. A finished task stays as it is.
     *
     * @param id which task
     * @throws NoSuchTaskException if there is none
     */
    public void cancel(TaskId id) {
        if (database.inCurrent(connection -> finished(connection, id.value()))
                .orElseThrow(() -> new NoSuchTaskException(id))) {
            return;
        }
        audit.note(Act.CANCEL, AuditSubject.TASK, id.value(), null, null);
        String reason = "cancelled by " + caller.name();
        cancelUnlessClaimed(id.value(), reason)
                .ifPresent(holder -> signals.send(holder, Signal.Kind.CANCEL, id.value(), reason));
    }

    /**
     * The signal came to a node that has the task neither queued nor running: follows the task.
     *
     * @param signal to cancel it
     */
    public void follow(Signal signal) {
        cancelUnlessClaimed(signal.subject(), signal.reason()).ifPresent(holder -> {
            if (holder == node.id()) {
                signal.again(); // about to be queued, about to run, or about to be recorded
            } else {
                signals.send(holder, Signal.Kind.CANCEL, signal.subject(), signal.reason());
            }
        });
    }

    /**
     * Cancels a task that this node has taken out of its queue, in the caller's transaction.
     *
     * @param task not started
     * @param reason for people
     */
    public void cancelQueued(ClaimedTask task, String reason) {
        database.inCurrent(connection -> Jdbc.update(
                connection,
                CANCEL_QUEUED.formatted(database.sql().nowExpression()),
                reason,
                task.id(),
                task.node(),
                task.fence()));
    }

    /** Whose order it needs; this node's own, which comes back to it, while somebody else has locked the row. */
    private OptionalLong cancelUnlessClaimed(long task, String reason) {
        return database.inCurrent(connection -> {
            Optional<Standing> standing = Jdbc.one(
                    connection,
                    LOCK,
                    row -> new Standing(row.getObject("finished_at") != null, row.getObject("node", Long.class)),
                    task);
            if (standing.isEmpty()) {
                return finished(connection, task).orElse(true) ? OptionalLong.empty() : OptionalLong.of(node.id());
            }
            if (standing.get().finished()) {
                return OptionalLong.empty();
            }
            Long holder = standing.get().holder();
            if (holder != null
                    && Jdbc.one(connection, LIVES, row -> row.getLong(1), holder)
                            .isPresent()) {
                return OptionalLong.of(holder);
            }
            Jdbc.update(connection, CANCEL_WAITING.formatted(database.sql().nowExpression()), reason, task);
            return OptionalLong.empty();
        });
    }

    /** Empty if there is no such task. */
    private static Optional<Boolean> finished(Connection connection, long task) throws SQLException {
        return Jdbc.one(connection, FIND, row -> row.getObject("finished_at") != null, task);
    }
}
