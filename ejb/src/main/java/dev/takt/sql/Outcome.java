package dev.takt.sql;

import dev.takt.api.TaskError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as it is to be recorded.
 *
 * @param task as it was claimed
 * @param startedAgo how long before the recording the run began
 * @param result JSON of what the function returned, or null
 * @param error why it failed, or null: it succeeded
 * @param retryAfter how long until the next attempt, or null if there is none
 * @param hookPending whether somebody is to be told
 */
public record Outcome(
        ClaimedTask task,
        Duration startedAgo,
        @Nullable String result,
        @Nullable TaskError error,
        @Nullable Duration retryAfter,
        boolean hookPending) {
    /**
     * Whether the function returned.
     *
     * @return true if there is no error
     */
    public boolean succeeded() {
        return error == null;
    }

    /**
     * Whether the task is over.
     *
     * @return false if another attempt follows
     */
    public boolean isFinal() {
        return retryAfter == null;
    }
}
