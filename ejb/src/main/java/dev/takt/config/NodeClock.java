package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The only caller of the JVM's clocks, and only of the one that measures durations: what time it is, the database
 * says. Tests replace it.
 */
@ApplicationScoped
@Unproxied
public class NodeClock {
    /**
     * A running count of nanoseconds, comparable only with itself.
     *
     * @return {@link System#nanoTime()}
     */
    public long nanoTime() {
        return System.nanoTime();
    }

    /**
     * How long ago a count was taken.
     *
     * @param nanoTime taken from {@link #nanoTime()}
     * @return the time since then
     */
    public Duration since(long nanoTime) {
        return Duration.ofNanos(nanoTime() - nanoTime);
    }
}
