package dev.takt.config;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on threads of the server's executor, which stay for a while when they have nothing to do: a server looks up
 * and sets up contexts for each job that it is given, which costs more than most of ours.
 */
final class Crew implements Executor {
    private static final Logger LOG = Logger.getLogger(Crew.class.getName());
    private static final Runnable NONE = () -> {};

    private final Executor server;
    private final Duration stay;
    private final SynchronousQueue<Runnable> handover = new SynchronousQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean dismissed;

    /**
     * A crew without threads.
     *
     * @param server runs each thread's job
     * @param stay how long a thread waits for the next job
     */
    Crew(Executor server, Duration stay) {
        this.server = server;
        this.stay = stay;
    }

    /**
     * Hands a job to a thread that waits, or has the server run one more.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the server refuses: then it is not run
     */
    @Override
    public void execute(Runnable job) {
        if (!handover.offer(job)) {
            server.execute(() -> runFrom(job));
        }
    }

    /** Nobody waits any more, now or later: the application is being undeployed, and the server's threads are to forget it. */
    void dismiss() {
        dismissed = true;
        while (waiting.get() > 0) {
            if (!handover.offer(NONE)) {
                Thread.onSpinWait(); // one is about to wait, or is leaving already
            }
        }
    }

    /** How many threads have nothing to do. */
    int waiting() {
        return waiting.get();
    }

    private void runFrom(Runnable first) {
        for (Runnable job = first; job != null; job = next()) {
            run(job);
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable") // the next job is not to blame
    private static void run(Runnable job) {
        try {
            job.run();
        } catch (Throwable thrown) {
            LOG.log(Level.SEVERE, "TAKT-207 A job of Takt threw: a defect", thrown);
        } finally {
            Thread.interrupted(); // meant for what has just ended
        }
    }

    private @Nullable Runnable next() {
        waiting.incrementAndGet();
        try {
            return dismissed ? null : handover.poll(stay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
