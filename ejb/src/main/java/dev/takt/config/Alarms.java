package dev.takt.config;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs jobs later. One job of the executor waits for the next of them, as long as there are any, and for a while after; a
 * server's own scheduled executor prepares a context for each.
 */
final class Alarms implements Later {
    private static final Logger LOG = Logger.getLogger(Alarms.class.getName());
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Executor executor;
    private final NodeClock clock;
    private final Duration stay;
    private final DelayQueue<Alarm> outstanding = new DelayQueue<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * Without any alarms.
     *
     * @param executor runs the jobs, and the one that waits
     * @param clock for the waiting
     * @param stay how long to wait for the next alarm when there is none
     */
    Alarms(Executor executor, NodeClock clock, Duration stay) {
        this.executor = executor;
        this.clock = clock;
        this.stay = stay;
    }

    /** Nothing rings any more, and nobody waits for it: the application is being undeployed, and its executor with it. */
    void stop() {
        stopped = true;
        outstanding.clear();
        outstanding.add(new Alarm(() -> {}, clock.nanoTime()));
    }

    @Override
    public Future<?> run(Runnable job, Duration delay) {
        if (stopped) {
            throw new RejectedExecutionException("the application is being undeployed");
        }
        Alarm alarm = new Alarm(job, clock.nanoTime() + delay.toNanos());
        outstanding.add(alarm);
        try {
            beWatched();
        } catch (RejectedExecutionException | Error refused) { // it may have no memory for a thread
            outstanding.remove(alarm);
            throw refused;
        }
        return alarm;
    }

    private void beWatched() {
        if (watched.compareAndSet(false, true)) {
            try {
                executor.execute(this::watch);
            } catch (RejectedExecutionException | Error refused) {
                watched.set(false);
                throw refused;
            }
        }
    }

    private void watch() {
        try {
            while (ringNext() || !outstanding.isEmpty()) {
                // until there has been none for a while
            }
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt(); // the next alarm has it watched again, if anybody still runs jobs
            return;
        } finally {
            watched.set(false);
        }
        if (!outstanding.isEmpty()) { // one came in just now
            try {
                beWatched();
            } catch (RejectedExecutionException | Error refused) {
                LOG.log(Level.FINE, "The next alarm has the others watched", refused);
            }
        }
    }

    private boolean ringNext() throws InterruptedException {
        Alarm due = outstanding.poll(stay.toNanos(), TimeUnit.NANOSECONDS);
        if (due == null || stopped) {
            return false;
        }
        try {
            executor.execute(due);
        } catch (RejectedExecutionException | Error refused) {
            outstanding.add(new Alarm(due, clock.nanoTime() + AGAIN.toNanos()));
        }
        return true;
    }

    private final class Alarm extends FutureTask<Void> implements Delayed {
        private final long at;

        Alarm(Runnable job, long at) {
            super(job, null);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - clock.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(at - ((Alarm) other).at);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            outstanding.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        protected void setException(Throwable thrown) {
            super.setException(thrown);
            throw new IllegalStateException(thrown); // whoever runs it logs it; nobody asks for the result
        }
    }
}
