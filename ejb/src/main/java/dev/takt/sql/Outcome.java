package dev.takt.sql;

import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as it is to be recorded.
 *
 * @param task as it was claimed
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param took how long the run took
 * @param endedAt the node's count of nanoseconds at its end
 * @param endedAgo how long before the recording it ended
 * @param result JSON of what the function returned, or null
 * @param error why it did not succeed, or null: it did
 * @param retryAfter how long until the next attempt, or null if there is none
 * @param hookPending whether somebody is to be told
 */
public record Outcome(
        ClaimedTask task,
        TaskState state,
        Duration took,
        long endedAt,
        Duration endedAgo,
        @Nullable String result,
        @Nullable TaskError error,
        @Nullable Duration retryAfter,
        boolean hookPending) {
    /**
     * The same, about to be recorded: it may have waited for others.
     *
     * @param nanoTime the node's count of nanoseconds
     * @return with the time since its end
     */
    public Outcome recordedAt(long nanoTime) {
        return new Outcome(
                task,
                state,
                took,
                endedAt,
                Duration.ofNanos(nanoTime - endedAt),
                result,
                error,
                retryAfter,
                hookPending);
    }

    /**
     * How long before the recording the run began.
     *
     * @return not shorter than it took
     */
    public Duration startedAgo() {
        return endedAgo.plus(took);
    }

    /**
     * Whether the function returned.
     *
     * @return true if the state is SUCCEEDED
     */
    public boolean succeeded() {
        return state == TaskState.SUCCEEDED;
    }

    /**
     * Whether the task is over.
     *
     * @return false if another attempt follows
     */
    public boolean isFinal() {
        return retryAfter == null;
    }

    /**
     * Whether the row is to stay.
     *
     * @return false for a success that is not to be saved and that nobody is to be told of
     */
    boolean leavesRow() {
        return !succeeded() || task.toRun().save() || hookPending;
    }
}
