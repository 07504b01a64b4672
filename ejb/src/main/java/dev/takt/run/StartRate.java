package dev.takt.run;

import dev.takt.config.NodeClock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many tasks this node has started lately: so many are worth having in memory. */
final class StartRate {
    private static final long WINDOW = 200_000_000L;

    private final NodeClock clock;
    private final AtomicLong windowStart;
    private final AtomicInteger current = new AtomicInteger();
    private volatile int previous;

    StartRate(NodeClock clock) {
        this.clock = clock;
        this.windowStart = new AtomicLong(clock.nanoTime());
    }

    void started() {
        roll();
        current.incrementAndGet();
    }

    /** Starts in the last 200 ms, roughly: the larger of this window's and the one before. */
    int recent() {
        roll();
        return Math.max(previous, current.get());
    }

    private void roll() {
        long start = windowStart.get();
        long now = clock.nanoTime();
        if (now - start > WINDOW && windowStart.compareAndSet(start, now)) {
            int ended = current.getAndSet(0);
            previous = now - start > 2 * WINDOW ? 0 : ended;
        }
    }
}
