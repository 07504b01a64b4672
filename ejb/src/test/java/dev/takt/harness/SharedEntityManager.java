package dev.takt.harness;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** What a server injects: one entity manager per transaction, and a fresh one for each call outside. */
final class SharedEntityManager implements InvocationHandler {
    private final EntityManagerFactory factory;

    private SharedEntityManager(EntityManagerFactory factory) {
        this.factory = factory;
    }

    static EntityManager of(EntityManagerFactory factory) {
        return (EntityManager) Proxy.newProxyInstance(
                SharedEntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                new SharedEntityManager(factory));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(current(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private EntityManager current() {
        if (Jta.REGISTRY.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return factory.createEntityManager();
        }
        EntityManager known = (EntityManager) Jta.REGISTRY.getResource(factory);
        if (known == null) {
            EntityManager created = factory.createEntityManager();
            Jta.REGISTRY.putResource(factory, created);
            Jta.REGISTRY.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // the provider flushes by itself
                }

                @Override
                public void afterCompletion(int status) {
                    created.close();
                }
            });
            return created;
        }
        return known;
    }
}
