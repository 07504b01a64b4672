package dev.takt.config;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.Supplier;

/**
 * Transactions by the EJB container: it alone may suspend one, and begin one for a caller whose own are the container's.
 */
@Stateless
@SuppressWarnings("NullAway.Init") // the container injects the field
public class ContainerTransaction {
    @Resource
    private EJBContext context;

    /**
     * Runs the work in a transaction of its own.
     *
     * @param <T> what the work returns
     * @param work to be committed as a whole, or not at all
     * @return gives what the work returned, or throws what it threw
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> Supplier<T> inNew(Supplier<T> work) {
        try {
            T result = work.get();
            return () -> result;
        } catch (RuntimeException thrown) { // past the container, which would wrap it
            context.setRollbackOnly();
            return () -> {
                throw thrown;
            };
        }
    }
}
