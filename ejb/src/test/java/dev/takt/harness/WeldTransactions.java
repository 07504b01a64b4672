package dev.takt.harness;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.jboss.weld.transaction.spi.TransactionServices;

/** Lets observers wait for the commit, as on a server. */
final class WeldTransactions implements TransactionServices {
    @Override
    public boolean isTransactionActive() {
        try {
            return Jta.MANAGER.getStatus() == Status.STATUS_ACTIVE;
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        try {
            Jta.MANAGER.getTransaction().registerSynchronization(synchronization);
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public UserTransaction getUserTransaction() {
        return Jta.userTransaction();
    }

    @Override
    public void cleanup() {
        // nothing is kept
    }
}
