package dev.takt.run;

import dev.takt.sql.ClaimedTask;

/** One call of a function, under way on a thread. It ends once: by itself, or by its timeout. */
final class Run {
    private enum State {
        RUNNING,
        ENDED,
        TIMED_OUT
    }

    private final ClaimedTask task;
    private final long startedAt;
    private final Thread thread = Thread.currentThread();
    private State state = State.RUNNING;

    Run(ClaimedTask task, long startedAt) {
        this.task = task;
        this.startedAt = startedAt;
    }

    ClaimedTask task() {
        return task;
    }

    long startedAt() {
        return startedAt;
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

    /** The time is over: interrupts the function, if it still runs. */
    synchronized boolean timeOut() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.TIMED_OUT;
        thread.interrupt();
        return true;
    }
}
