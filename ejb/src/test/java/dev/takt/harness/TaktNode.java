package dev.takt.harness;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.config.Later;
import dev.takt.config.Migrations;
import dev.takt.config.Started;
import dev.takt.config.TaktConfig;
import dev.takt.config.Transactions;
import dev.takt.config.UnproxiedExtension;
import dev.takt.hook.HookExtension;
import dev.takt.poll.Poller;
import dev.takt.run.Dispatcher;
import dev.takt.run.FunctionExtension;
import dev.takt.run.FunctionRegistry;
import dev.takt.sql.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * A node of Takt in Java SE: its real beans in a real CDI container, with a real transaction manager, pool and
 * persistence provider. Nothing happens by itself: {@link #poll()} runs all that is due on the calling thread, unless the
 * node was built {@link Builder#threaded()}.
 */
public final class TaktNode implements AutoCloseable {
    private final TestDatabase database;
    private final TestClock clock = new TestClock();
    private final AgroalDataSource pool;
    private final EntityManagerFactory entities;
    private final WeldContainer container;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(0);
    private final java.util.concurrent.ExecutorService workers = Executors.newCachedThreadPool();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private boolean closed;

    private TaktNode(Builder builder) {
        database = builder.database;
        pool = pool(database);
        entities = entities(builder.setup, pool);
        Executor executor = builder.executor != null
                ? builder.executor
                : builder.holding ? held::add : builder.threaded ? workers : Runnable::run;
        Later later = builder.later != null
                ? builder.later
                : builder.threaded ? this::laterOnAThread : (job, delay) -> CompletableFuture.completedFuture(null);
        TaktConfig config =
                TaktConfig.read(key -> Optional.ofNullable(builder.settings.get(key)), builder.settings.keySet());
        container = new Weld()
                .disableDiscovery()
                .addExtensions(
                        new UnproxiedExtension(),
                        new FunctionExtension(),
                        new HookExtension(),
                        new Wiring(
                                builder.dataSource.apply(pool),
                                SharedEntityManager.of(entities),
                                builder.transaction,
                                executor,
                                later,
                                builder.threaded ? new dev.takt.config.NodeClock() : clock,
                                config))
                .addServices(new WeldTransactions())
                .addBeanClasses(
                        TransactionalByJta.Required.class,
                        TransactionalByJta.RequiresNew.class,
                        TransactionalByJta.Supports.class,
                        TransactionalByJta.Mandatory.class)
                .addBeanClasses(ProductionBeans.all().toArray(Class<?>[]::new))
                .addBeanClasses(builder.beans.toArray(Class<?>[]::new))
                .initialize();
        Migrations.run(pool, get(Database.class).sql().migrations());
        get(NodeBeat.class).join(get(FunctionRegistry.class).infos());
        get(Started.class).succeed();
        requireTransactions();
        container
                .event()
                .select(SchedulerStarted.class)
                .fire(new SchedulerStarted(get(Node.class).id()));
        if (builder.threaded) {
            threads.scheduleWithFixedDelay(this::stayAlive, 1, 1, TimeUnit.SECONDS);
        }
    }

    /** As a server's timer does: a machine that stood still for seconds does not cost a node its lease for good. */
    private void stayAlive() {
        get(NodeBeat.class).beat();
        get(Dispatcher.class).startWorkers();
    }

    /** A harness whose interceptor is not at work would let tests pass, or wait, for the wrong reason. */
    private void requireTransactions() {
        int status = inTransaction(Jta.REGISTRY::getTransactionStatus);
        if (status != jakarta.transaction.Status.STATUS_ACTIVE) {
            throw new IllegalStateException("@Transactional does not begin a transaction here: status " + status);
        }
    }

    /** Builds a node on a database of its own. */
    public static Builder on(Setup setup) {
        return new Builder(setup, setup.newDatabase());
    }

    /** Builds a node on a database that others use as well. */
    public static Builder on(Setup setup, TestDatabase database) {
        return new Builder(setup, database);
    }

    public Scheduler scheduler() {
        return get(Scheduler.class);
    }

    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    public TestDatabase database() {
        return database;
    }

    /** Claims and runs all that is due. */
    public void poll() {
        get(Poller.class).pollAll();
    }

    /** Runs the jobs that a {@link Builder#holding()} node has held back. */
    public void release() {
        for (Runnable job = held.poll(); job != null; job = held.poll()) {
            job.run();
        }
    }

    /** Runs work in a transaction, as an application would. */
    public <T> T inTransaction(Supplier<T> work) {
        return get(Transactions.class).inNew(work);
    }

    /** Time goes by, for the database and for this node, which goes on beating. */
    public void advance(Duration by) {
        advanceDatabase(by);
        clock.advance(by);
        get(NodeBeat.class).beat();
    }

    /** A minute begins, so that what follows does not begin in one and end in another. */
    public void advanceToNextMinute() {
        Instant now = scheduler().status().now();
        advance(Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(61)));
    }

    /** Time goes by for this node alone. */
    public void standStill(Duration by) {
        clock.advance(by);
    }

    /** Time goes by for the database alone. */
    public void advanceDatabase(Duration by) {
        database.advance(by);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            get(Node.class).stop();
            threads.shutdownNow();
            workers.shutdownNow();
            container.shutdown();
            entities.close();
            pool.close();
        }
    }

    private java.util.concurrent.Future<?> laterOnAThread(Runnable job, Duration delay) {
        return threads.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static AgroalDataSource pool(TestDatabase database) {
        try {
            AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(size -> size.maxSize(20)
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .transactionIntegration(new NarayanaTransactionIntegration(Jta.MANAGER, Jta.REGISTRY))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.url())
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword("")))));
            pool.setPoolInterceptors(List.of(new AgroalPoolInterceptor() {
                @Override
                public void onConnectionAcquire(Connection connection) {
                    database.setClock(connection);
                }
            }));
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EntityManagerFactory entities(Setup setup, AgroalDataSource pool) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.provider", setup.provider());
        properties.put("jakarta.persistence.jtaDataSource", pool);
        properties.put("hibernate.transaction.jta.platform", new HibernateJta());
        properties.put("eclipselink.target-server", EclipseLinkJta.class.getName());
        properties.put("eclipselink.weaving", "false");
        properties.put("eclipselink.logging.level", "WARNING");
        properties.put("eclipselink.session-name", setup + "-" + pool.hashCode());
        return Persistence.createEntityManagerFactory("takt", properties);
    }

    /** Builds a node. */
    public static final class Builder {
        private final Setup setup;
        private final TestDatabase database;
        private final Map<String, String> settings = new HashMap<>();
        private final List<Class<?>> beans = new ArrayList<>();
        private UserTransaction transaction = Jta.userTransaction();
        private UnaryOperator<DataSource> dataSource = pool -> pool;
        private Executor executor;
        private Later later;
        private boolean threaded;
        private boolean holding;

        private Builder(Setup setup, TestDatabase database) {
            this.setup = setup;
            this.database = database;
        }

        public Builder with(Class<?>... applicationBeans) {
            beans.addAll(List.of(applicationBeans));
            return this;
        }

        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** Functions' transactions are begun and ended by this. */
        public Builder transaction(UserTransaction ofFunctions) {
            transaction = ofFunctions;
            return this;
        }

        /** Takt's own connections come from this, which takes them from the pool. */
        public Builder dataSource(UnaryOperator<DataSource> ofPool) {
            dataSource = ofPool;
            return this;
        }

        /** Runs jobs now. */
        public Builder executor(Executor ofTest) {
            executor = ofTest;
            return this;
        }

        /** Runs jobs later; otherwise nobody does. */
        public Builder later(Later ofTest) {
            later = ofTest;
            return this;
        }

        /** Real threads and a real clock, for tests of concurrency. */
        public Builder threaded() {
            threaded = true;
            return this;
        }

        /** Jobs wait until the test releases them. */
        public Builder holding() {
            holding = true;
            return this;
        }

        public TaktNode start() {
            return new TaktNode(this);
        }
    }
}
