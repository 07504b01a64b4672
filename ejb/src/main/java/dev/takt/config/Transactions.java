package dev.takt.config;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives a piece of work a transaction. By program: on Payara, {@code @Transactional} begins one that no connection joins,
 * unless the thread's context comes from a servlet (decision 0014).
 */
@ApplicationScoped
@Unproxied
public class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class.getName());

    private final UserTransaction jta;
    private final TransactionSynchronizationRegistry current;
    private final ContainerTransaction container;

    /** For stand-ins in tests, which replace what they need. */
    @SuppressWarnings("NullAway")
    protected Transactions() {
        this(null, null, null);
    }

    @Inject
    Transactions(
            @OfTakt UserTransaction jta,
            @OfTakt TransactionSynchronizationRegistry current,
            ContainerTransaction container) {
        this.jta = jta;
        this.current = current;
        this.container = container;
    }

    /**
     * Runs the work in a new transaction and commits it. One that is there is suspended meanwhile.
     *
     * @param <T> what the work returns
     * @param work to be committed as a whole, or not at all
     * @return what the work returned
     * @throws RuntimeException what the work threw; then it is rolled back
     * @throws TransactionalException if the commit failed; then the outcome is unknown
     */
    public <T> T inNew(Supplier<T> work) {
        return isInOne() || !begin() ? byContainer(work) : committed(work);
    }

    /**
     * Runs the work in the transaction that is there, or else in a new one.
     *
     * @param <T> what the work returns
     * @param work to be committed as a whole, or not at all
     * @param harmless what may be thrown without marking the transaction that is there for rollback
     * @return what the work returned
     * @throws RuntimeException what the work threw
     * @throws TransactionalException if the commit of a new one failed; then the outcome is unknown
     */
    public <T> T inCurrentOrNew(Supplier<T> work, Predicate<RuntimeException> harmless) {
        return isInOne() ? inCurrent(work, harmless) : inNew(work);
    }

    /**
     * Runs the work in the transaction that is there, or other work without one.
     *
     * @param <T> what the work returns
     * @param work in the transaction that is there
     * @param without the work for a caller who has none, and gets none
     * @param harmless what the work may throw without marking the transaction for rollback
     * @return what the work returned
     * @throws RuntimeException what the work threw
     */
    public <T> T inCurrentOr(Supplier<T> work, Supplier<T> without, Predicate<RuntimeException> harmless) {
        return isInOne() ? inCurrent(work, harmless) : without.get();
    }

    /**
     * Runs work of which the database itself makes a transaction: one round trip without anything around it. If there is a
     * transaction, in another.
     *
     * @param <T> what the work returns
     * @param work changes something in one round trip only
     * @return what the work returned
     * @throws RuntimeException what the work threw
     * @throws TransactionalException if the commit failed; then the outcome is unknown
     */
    public <T> T inNoneOrNew(Supplier<T> work) {
        return isInOne() ? inNew(work) : work.get();
    }

    private <T> T inCurrent(Supplier<T> work, Predicate<RuntimeException> harmless) {
        try {
            return work.get();
        } catch (RuntimeException thrown) {
            if (!harmless.test(thrown)) {
                current.setRollbackOnly();
            }
            throw thrown;
        }
    }

    private boolean isInOne() {
        return status() != Status.STATUS_NO_TRANSACTION;
    }

    private <T> T byContainer(Supplier<T> work) {
        Supplier<T> result;
        try {
            result = container.inNew(work);
        } catch (EJBException e) {
            throw new TransactionalException("The container's transaction failed", e);
        }
        return result.get();
    }

    /** Not for a caller whose transactions are the container's, and who has asked for none. */
    private boolean begin() {
        try {
            jta.begin();
            return true;
        } catch (IllegalStateException managedByTheContainer) {
            return false;
        } catch (NotSupportedException | SystemException e) {
            throw new TransactionalException("A transaction cannot begin", e);
        }
    }

    private <T> T committed(Supplier<T> work) {
        boolean done = false;
        T result;
        try {
            result = work.get();
            done = status() == Status.STATUS_ACTIVE;
        } finally {
            if (!done) {
                rollBack();
            }
        }
        if (done) {
            commit();
        }
        return result;
    }

    private void commit() {
        try {
            jta.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new TransactionalException("The commit failed", e);
        }
    }

    private void rollBack() {
        try {
            jta.rollback();
        } catch (SystemException | RuntimeException refused) {
            LOG.log(Level.FINE, "A transaction could not be rolled back", refused);
        }
    }

    private int status() {
        return current.getTransactionStatus();
    }
}
