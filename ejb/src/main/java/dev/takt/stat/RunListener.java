package dev.takt.stat;

import dev.takt.api.TaskState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every task that has ended on this node and was recorded. */
@FunctionalInterface
public interface RunListener {
    /**
     * One has ended.
     *
     * @param func its function
     * @param outcome how
     * @param late how long after its slot, or its creation, it began; null if it had been tried before
     * @param took how long it ran
     */
    void ended(String func, TaskState outcome, @Nullable Duration late, Duration took);
}
