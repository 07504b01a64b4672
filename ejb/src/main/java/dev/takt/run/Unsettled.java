package dev.takt.run;

import dev.takt.cluster.InMemory;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.Outcome;
import dev.takt.sql.TaskClaim;
import dev.takt.task.Aftermath;
import dev.takt.task.Completions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * N9: tasks whose own transaction may be open still, or has ended nobody knows how. Their rows tell, and are never waited
 * for: what is locked is looked at again.
 */
@ApplicationScoped
public class Unsettled {
    static final Completed NOTHING = new Completed(Set.of(), List.of());

    private static final Logger LOG = Logger.getLogger(Unsettled.class.getName());

    private final Database database;
    private final Completions completions;
    private final Aftermath aftermath;
    private final InMemory inMemory;
    private final Map<TaskClaim, Case> cases = new ConcurrentHashMap<>();

    /**
     * A task to be looked at.
     *
     * @param attempted what may have been committed, or null if nothing can have been
     * @param completed what that brought
     * @param verdict what is to be recorded if it was not, or null: then it runs again
     */
    private record Case(
            ClaimedTask task,
            @Nullable Outcome attempted,
            Completed completed,
            @Nullable Outcome verdict) {}

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Unsettled() {
        this(null, null, null, null);
    }

    @Inject
    Unsettled(Database database, Completions completions, Aftermath aftermath, InMemory inMemory) {
        this.database = database;
        this.completions = completions;
        this.aftermath = aftermath;
        this.inMemory = inMemory;
    }

    /** The commit of an outcome may have failed. */
    void add(Outcome attempted, Completed completed, @Nullable Outcome verdict) {
        put(new Case(attempted.task(), attempted, completed, verdict));
        settle(attempted.task());
    }

    /** A run has not begun, or not reached its task: another attempt, when the database is there again. */
    void release(ClaimedTask task) {
        await(task, null);
    }

    /** A transaction that may not have ended is to end so. */
    void fail(Outcome failure) {
        put(new Case(failure.task(), null, NOTHING, failure));
        settle(failure.task());
    }

    /** A run was stopped: when its transaction has ended, this is recorded, or it runs again. */
    void await(ClaimedTask task, @Nullable Outcome verdict) {
        put(new Case(task, null, NOTHING, verdict));
    }

    /** Looks at one at once. */
    void settle(ClaimedTask task) {
        Case found = cases.get(task.claim());
        if (found != null) {
            boolean unused = settle(found);
        }
    }

    /**
     * Looks at each, once a second, until the database turns out to be away.
     *
     * @return how many are left
     */
    public int settle() {
        for (Case known : List.copyOf(cases.values())) {
            if (!settle(known)) {
                break;
            }
        }
        return cases.size();
    }

    private void put(Case added) {
        cases.put(added.task().claim(), added);
    }

    /** Whoever takes it out looks at it, so that nothing is recorded or told twice. False if that cannot be done now. */
    private boolean settle(Case known) {
        if (!cases.remove(known.task().claim(), known)) {
            return true;
        }
        try {
            if (!isSettled(known)) {
                cases.putIfAbsent(known.task().claim(), known);
            }
            return true;
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "Task " + known.task().id() + " is looked at again", away);
            cases.putIfAbsent(known.task().claim(), known);
            return false;
        }
    }

    private boolean isSettled(Case known) {
        HeldRow row = database.inNew(connection -> look(connection, known));
        switch (row) {
            case LOCKED -> {
                return false;
            }
            case UNFINISHED -> goOn(known);
            case FINISHED -> tell(known, known.completed());
            case NOT_MINE -> tell(known, NOTHING);
        }
        return true;
    }

    private HeldRow look(Connection connection, Case known) throws SQLException {
        HeldRow row = HeldRow.lock(connection, known.task());
        if (row == HeldRow.UNFINISHED && known.verdict() == null) {
            HeldRow.release(connection, known.task(), database.sql().nowExpression());
        }
        return row;
    }

    private void goOn(Case known) {
        Outcome verdict = known.verdict();
        if (verdict == null) {
            LOG.log(
                    Level.INFO,
                    "TAKT-306 Task {0} has not been committed: it runs again",
                    Long.toString(known.task().id()));
            inMemory.gone(known.task().claim());
        } else {
            completions.record(verdict);
        }
    }

    private void tell(Case known, Completed completed) {
        Outcome attempted = known.attempted();
        if (attempted == null) {
            inMemory.gone(known.task().claim());
        } else {
            aftermath.of(List.of(attempted), completed);
        }
    }
}
