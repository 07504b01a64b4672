package dev.takt.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Tries what the server gives at once before this node takes any work: a pool or an executor that is too small shows hours later
 * otherwise, as tasks that wait and beats that are late.
 */
final class Capacity {
    private static final Logger LOG = Logger.getLogger(Capacity.class.getName());

    /** For polls, beats, outcomes and pages, beside those of transactional functions (docs/operations.md). */
    private static final int OWN_CONNECTIONS = 6;

    private static final Duration MOST = Duration.ofSeconds(5);

    private final DataSource pool;
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Each job that runs and has a connection, or knows that it gets none, and each that is not run. */
    private final CountDownLatch answers;

    private Capacity(DataSource pool, int jobs) {
        this.pool = pool;
        this.answers = new CountDownLatch(jobs);
    }

    /**
     * Says in one line for each what is too small, and what to do; nothing else comes of it. Takes as long as so many threads and
     * connections need to begin, and 5 s if they do not.
     */
    static void check(Executor executor, DataSource pool, int workers, int transactionalWorkers) {
        int needed = transactionalWorkers + OWN_CONNECTIONS;
        int jobs = Math.max(workers, needed);
        Capacity capacity = new Capacity(pool, jobs);
        int threads;
        int connections;
        try {
            capacity.runAtOnce(executor, jobs, needed);
            threads = capacity.threads.get();
            connections = capacity.connections.get();
        } finally {
            capacity.over.countDown();
        }
        if (threads < workers) {
            LOG.log(
                    Level.WARNING,
                    "TAKT-112 The executor runs {0} jobs at once, and takt.workers={1}: give concurrent/takt so many core"
                            + " threads, for Takt alone, or lower takt.workers",
                    new Object[] {threads, workers});
        }
        // each thread holds one: fewer threads show fewer connections than there are
        if (connections < Math.min(needed, threads)) {
            LOG.log(
                    Level.WARNING,
                    "TAKT-111 The pool of jdbc/takt gives {0} connections at once, and takt.transactional-workers={1} needs"
                            + " {2}: make the pool larger, or lower takt.transactional-workers",
                    new Object[] {connections, transactionalWorkers, needed});
        }
    }

    /** Until all are there, the first of them with a connection each. */
    private void runAtOnce(Executor executor, int jobs, int withConnection) {
        for (int i = 0; i < jobs; i++) {
            try {
                executor.execute(i < withConnection ? this::holdConnection : this::stay);
            } catch (RejectedExecutionException full) {
                LOG.log(Level.FINE, "the executor takes no more", full);
                answers.countDown();
            }
        }
        try {
            boolean unused = answers.await(MOST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt();
        }
    }

    private void holdConnection() {
        threads.incrementAndGet();
        try (Connection connection = pool.getConnection()) {
            LOG.log(Level.FINEST, "has {0}", connection);
            connections.incrementAndGet();
            stayUntilCounted();
        } catch (SQLException none) {
            LOG.log(Level.FINE, "the pool gives no more", none);
            stayUntilCounted();
        }
    }

    private void stay() {
        threads.incrementAndGet();
        stayUntilCounted();
    }

    /** However long that takes: a pool lets others wait, and they would get what is given back too early. */
    private void stayUntilCounted() {
        answers.countDown();
        try {
            over.await();
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt();
        }
    }
}
