package dev.takt.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * What the server gives to Takt. Plain names are looked up by program, since {@code @Resource} reads them differently on
 * each server, while {@link InitialContext} finds {@code jdbc/takt} on Payara and {@code java:/jdbc/takt} on WildFly.
 */
@ApplicationScoped
@SuppressWarnings({"NullAway.Init", "BanJNDI"}) // the container injects the fields; only constant names are looked up
public class Resources {
    private static final Logger LOG = Logger.getLogger(Resources.class.getName());
    private static final String DATA_SOURCE = "jdbc/takt";
    private static final String EXECUTOR = "concurrent/takt";

    /** Longer than the pauses of a busy node. */
    private static final Duration STAY = Duration.ofSeconds(1);

    @Inject
    private PersistenceUnit persistenceUnit;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Resource
    private UserTransaction ownTransaction;

    @Resource
    private ManagedExecutorService defaultExecutor;

    @Produces
    @OfTakt
    @ApplicationScoped
    DataSource dataSource() {
        try {
            return InitialContext.doLookup(DATA_SOURCE);
        } catch (NamingException e) {
            throw new IllegalStateException(
                    "There is no data source " + DATA_SOURCE + ": create it with a script of server-config/", e);
        }
    }

    @Produces
    @OfTakt
    @ApplicationScoped
    EntityManager entityManager() {
        return persistenceUnit.entityManager();
    }

    @Produces
    @OfTakt
    @ApplicationScoped
    TransactionSynchronizationRegistry transaction() {
        return transaction;
    }

    /** Begins and ends transactions; asked by program, since a function's own interceptor must find one begun before it. */
    @Produces
    @OfTakt
    @ApplicationScoped
    UserTransaction ownTransaction() {
        return ownTransaction;
    }

    /** Runs jobs now. Whoever submits one leaves no trace of himself in it. */
    @Produces
    @OfTakt
    @ApplicationScoped
    Executor executor(@OfTakt OwnContext context) {
        ManagedExecutorService executor = executorOfTakt();
        return new Crew(job -> executor.execute(() -> context.run(job)), STAY);
    }

    void dismiss(@Disposes @OfTakt Executor executor) {
        if (executor instanceof Crew crew) {
            crew.dismiss();
        }
    }

    /** Runs jobs later, likewise. */
    @Produces
    @OfTakt
    @ApplicationScoped
    Later later(@OfTakt Executor executor, NodeClock clock) {
        return new Alarms(executor, clock, STAY);
    }

    void stop(@Disposes @OfTakt Later later) {
        if (later instanceof Alarms alarms) {
            alarms.stop();
        }
    }

    private ManagedExecutorService executorOfTakt() {
        try {
            return InitialContext.doLookup(EXECUTOR);
        } catch (NamingException none) {
            LOG.warning("TAKT-107 There is no executor " + EXECUTOR
                    + ": tasks run on the server's default one, which may run fewer at once than takt.workers");
            return defaultExecutor;
        }
    }
}
