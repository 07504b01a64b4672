package dev.takt.harness;

import dev.takt.config.ContainerTransaction;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.OwnContext;
import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Gives the beans what a server would give them. */
record Wiring(
        DataSource dataSource,
        EntityManager entityManager,
        UserTransaction userTransaction,
        Executor executor,
        Later later,
        NodeClock clock,
        TaktConfig config)
        implements Extension {

    void add(@Observes AfterBeanDiscovery discovery) {
        ofTakt(discovery, DataSource.class, dataSource);
        ofTakt(discovery, EntityManager.class, entityManager);
        ofTakt(discovery, Executor.class, executor);
        ofTakt(discovery, Later.class, later);
        ofTakt(discovery, OwnContext.class, Runnable::run);
        ofTakt(discovery, TransactionSynchronizationRegistry.class, Jta.REGISTRY);
        ofTakt(discovery, UserTransaction.class, userTransaction);
        discovery
                .addBean()
                .types(NodeClock.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> clock);
        discovery
                .addBean()
                .types(ContainerTransaction.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> new ContainerTransactionByJta());
        discovery.addBean().types(TaktConfig.class).scope(Singleton.class).createWith(context -> config);
    }

    private static <T> void ofTakt(AfterBeanDiscovery discovery, Class<T> type, T value) {
        discovery
                .<T>addBean()
                .types(type)
                .qualifiers(new Qualifier())
                .scope(ApplicationScoped.class)
                .createWith(context -> value);
    }

    private static final class Qualifier extends AnnotationLiteral<OfTakt> implements OfTakt {
        private static final long serialVersionUID = 1L;
    }
}
