package dev.takt.harness;

import dev.takt.config.ContainerTransaction;
import jakarta.ejb.EJBException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.function.Supplier;

/** What an EJB container does: suspends, begins, commits or rolls back, resumes. */
class ContainerTransactionByJta extends ContainerTransaction {
    @Override
    public <T> Supplier<T> inNew(Supplier<T> work) {
        try {
            Transaction outer = Jta.MANAGER.suspend();
            try {
                return inOwn(work);
            } finally {
                if (outer != null) {
                    Jta.MANAGER.resume(outer);
                }
            }
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | InvalidTransactionException e) {
            throw new EJBException(e);
        }
    }

    private static <T> Supplier<T> inOwn(Supplier<T> work)
            throws NotSupportedException, SystemException, RollbackException, HeuristicMixedException,
                    HeuristicRollbackException {
        Jta.MANAGER.begin();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException thrown) {
            Jta.MANAGER.rollback();
            return () -> {
                throw thrown;
            };
        }
        Jta.MANAGER.commit();
        return () -> result;
    }
}
