package dev.takt.start;

import dev.takt.api.SchedulerStarted;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.config.Later;
import dev.takt.config.Migrations;
import dev.takt.config.OfTakt;
import dev.takt.config.OwnContext;
import dev.takt.config.Started;
import dev.takt.config.TaktConfig;
import dev.takt.run.Dispatcher;
import dev.takt.run.FunctionRegistry;
import dev.takt.sql.Database;
import dev.takt.task.Completions;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings this node up and takes it down. A start that fails says why in one line and leaves the application deployed:
 * every call then answers with that line.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class.getName());
    private static final long LOOK_AGAIN_NANOS = 20_000_000L;

    @Inject
    private Instance<TaktConfig> config;

    @Inject
    private Database database;

    @Inject
    private FunctionRegistry functions;

    @Inject
    private Node node;

    @Inject
    private NodeBeat beat;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private Completions completions;

    @Inject
    private Started started;

    @Inject
    private Event<SchedulerStarted> announce;

    @Inject
    @OfTakt
    private OwnContext context;

    @Inject
    @OfTakt
    private Executor executor;

    @Inject
    @OfTakt
    private Later later;

    @PostConstruct
    void start() {
        try {
            LOG.log(Level.INFO, "TAKT-101 Takt starts with {0}", config.get().effective());
            captureContext();
            int migrations =
                    Migrations.run(database.dataSource(), database.sql().migrations());
            Capacity.check(
                    executor,
                    database.dataSource(),
                    config.get().workers(),
                    config.get().transactionalWorkers());
            beat.join(functions.infos());
            LOG.log(
                    Level.INFO,
                    "TAKT-102 Takt is up on {0}: node {1}, functions: {2}, migrations run: {3}",
                    new Object[] {
                        database.description(),
                        Long.toString(node.id()),
                        functions.names().size(),
                        migrations
                    });
            started.succeed();
        } catch (RuntimeException cause) {
            String why = "Takt cannot start: " + rootOf(cause);
            LOG.log(Level.SEVERE, "TAKT-103 {0}", why);
            LOG.log(Level.FINE, "why", cause);
            started.fail(why);
            return;
        }
        announceStart();
    }

    /** An application's observer that throws must not take the application down with it. */
    private void announceStart() {
        try {
            announce.fire(new SchedulerStarted(node.id()));
        } catch (RuntimeException | Error thrown) {
            LOG.log(
                    Level.SEVERE,
                    "TAKT-104 An observer of SchedulerStarted threw; node " + node.id() + " goes on",
                    thrown);
        }
    }

    @PreDestroy
    void stop() {
        node.stop();
        started.fail("Takt is going down on this node");
        try {
            int handedBack = dispatcher.handBack();
            waitForWorkers(config.get().shutdownTimeout());
            int interrupted = dispatcher.handBackRunning();
            completions.flush();
            beat.leave();
            LOG.log(
                    Level.INFO,
                    "TAKT-105 Takt has left the cluster as node {0}; {1} queued tasks were handed back, {2} running ones interrupted",
                    new Object[] {Long.toString(node.id()), handedBack, interrupted});
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "TAKT-106 Takt could not leave the cluster in order as node {0}; the others will notice: {1}",
                    new Object[] {Long.toString(node.id()), rootOf(away)});
        }
    }

    /** What is first used here is captured here. */
    private void captureContext() {
        context.run(() -> LOG.finest("context ready"));
        executor.execute(() -> LOG.finest("executor ready"));
        Future<?> unused = later.run(() -> LOG.finest("timer ready"), Duration.ZERO);
    }

    private void waitForWorkers(Duration most) {
        for (long waited = 0; dispatcher.workers() > 0 && waited < most.toNanos(); waited += LOOK_AGAIN_NANOS) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return thrown.getMessage() != null && root == thrown ? thrown.getMessage() : root.toString();
    }
}
