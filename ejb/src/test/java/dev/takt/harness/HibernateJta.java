package dev.takt.harness;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Tells Hibernate of the transaction manager. */
public class HibernateJta extends AbstractJtaPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    protected TransactionManager locateTransactionManager() {
        return Jta.MANAGER;
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return Jta.userTransaction();
    }
}
