package dev.takt.run;

import dev.takt.sql.ClaimedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a function, under way on a thread. It ends once: by itself, or because somebody stops it. */
final class Run {
    private enum State {
        RUNNING,
        ENDED,
        STOPPED
    }

    private final ClaimedTask task;
    private final long startedAt;
    private final Optional<Duration> timeout;
    private final boolean transactional;
    private final Runnable whenStopped;
    private final Thread thread = Thread.currentThread();
    private volatile State state = State.RUNNING;
    private @Nullable Instant beganAt;

    /** A run on this thread. */
    Run(ClaimedTask task, long startedAt, Optional<Duration> timeout, boolean transactional, Runnable whenStopped) {
        this.task = task;
        this.startedAt = startedAt;
        this.timeout = timeout;
        this.transactional = transactional;
        this.whenStopped = whenStopped;
    }

    ClaimedTask task() {
        return task;
    }

    long startedAt() {
        return startedAt;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    /** Whether it has a transaction open that holds its task's row. */
    boolean isTransactional() {
        return transactional;
    }

    /** The instant of {@link #startedAt()}, found out once. Called by the run's own thread. */
    Instant beganAt(Function<Run, Instant> find) {
        Instant known = beganAt;
        if (known == null) {
            known = find.apply(this);
            beganAt = known;
        }
        return known;
    }

    /** Whether its outcome is no longer wanted. */
    boolean isStopped() {
        return state == State.STOPPED;
    }

    /** The function came back. Leaves no interrupt behind. */
    synchronized boolean end() {
        if (state == State.RUNNING) {
            state = State.ENDED;
            return true;
        }
        Thread.interrupted();
        return false;
    }

    /**
     * Interrupts the function, if it still runs. Whoever gets true records how it ended, and then {@link #leave()}s.
     *
     * @param first what its own thread is to find when it comes back
     * @return false if it has ended, or was stopped before
     */
    synchronized boolean stop(Runnable first) {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.STOPPED;
        first.run();
        thread.interrupt();
        return true;
    }

    /** The run no longer takes up a worker, even if its function goes on. */
    void leave() {
        whenStopped.run();
    }
}
