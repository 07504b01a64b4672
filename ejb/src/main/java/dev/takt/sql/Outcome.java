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
 * @param startedAgo how long before the recording the run began
 * @param result JSON of what the function returned, or null
 * @param error why it did not succeed, or null: it did
 * @param retryAfter how long until the next attempt, or null if there is none
 * @param hookPending whether somebody is to be told
 */
public record Outcome(
        ClaimedTask task,
        TaskState state,
        Duration startedAgo,
        @Nullable String result,
        @Nullable TaskError error,
        @Nullable Duration retryAfter,
        boolean hookPending) {
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
