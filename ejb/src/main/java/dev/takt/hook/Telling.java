package dev.takt.hook;

import dev.takt.api.Task;
import dev.takt.config.NodeClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The observers of one task, being told on a thread. It ends once: by itself, or because it takes too long. */
final class Telling {
    private final Task task;
    private final NodeClock clock;
    private @Nullable Thread thread;
    private long begunAt;
    private boolean over;

    /** One that has not begun. */
    Telling(Task task, NodeClock clock) {
        this.task = task;
        this.clock = clock;
    }

    Task task() {
        return task;
    }

    /** On this thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
        begunAt = clock.nanoTime();
    }

    /** False for one that waits for a thread. */
    synchronized boolean isLongerThan(Duration limit) {
        return thread != null && clock.since(begunAt).compareTo(limit) > 0;
    }

    /** The observers came back. Leaves no interrupt behind. False if it was stopped before. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        if (!first) {
            Thread.interrupted();
        }
        return first;
    }

    /** Interrupts the observers, if they have not come back. False if they have. */
    synchronized boolean stop() {
        boolean first = !over;
        over = true;
        if (first && thread != null) {
            thread.interrupt();
        }
        return first;
    }
}
