package dev.takt.run;

import dev.takt.config.OfTakt;
import dev.takt.config.Unproxied;
import dev.takt.sql.ClaimedTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The JTA transaction of a thread that calls a transactional function. */
@ApplicationScoped
@Unproxied
class FunctionTransaction {
    private static final Logger LOG = Logger.getLogger(FunctionTransaction.class.getName());

    private final UserTransaction jta;

    @Inject
    FunctionTransaction(@OfTakt UserTransaction jta) {
        this.jta = jta;
    }

    /** Begins one for a task, that rolls back by itself after this time, rounded up to seconds. */
    void begin(ClaimedTask task, Duration limit) throws NotSupportedException, SystemException {
        boolean unused = rollBack(task); // what another function may have left on this thread
        jta.setTransactionTimeout(
                (int) Math.min(Integer.MAX_VALUE, limit.plusMillis(999).toSeconds()));
        try {
            jta.begin();
        } finally {
            jta.setTransactionTimeout(0);
        }
    }

    /** Whether it can still commit. */
    boolean isActive() {
        return status() == Status.STATUS_ACTIVE;
    }

    void setRollbackOnly() {
        try {
            jta.setRollbackOnly();
        } catch (SystemException | IllegalStateException ended) {
            LOG.log(Level.FINE, "The transaction has ended already", ended);
        }
    }

    void commit() throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        jta.commit();
    }

    /**
     * Ends it, if there is one.
     *
     * @param task of this thread
     * @return false if it may still be open in the database
     */
    boolean rollBack(ClaimedTask task) {
        if (status() == Status.STATUS_NO_TRANSACTION) {
            return true;
        }
        try {
            jta.rollback();
            return true;
        } catch (SystemException | RuntimeException refused) {
            LOG.log(Level.WARNING, "TAKT-307 The transaction of task {0} could not be rolled back: {1}", new Object[] {
                Long.toString(task.id()), refused.toString()
            });
            return false;
        }
    }

    private int status() {
        try {
            return jta.getStatus();
        } catch (SystemException unknown) {
            return Status.STATUS_UNKNOWN;
        }
    }
}
