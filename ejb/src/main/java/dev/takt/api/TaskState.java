package dev.takt.api;

/** Where a task is in its life. Source: SEMANTICS, section 7. */
public enum TaskState {
    /** Nobody has taken it yet. */
    WAITING,
    /** A node has taken it; it stands in that node's queue. */
    CLAIMED,
    /** Its function is running. Shown, never stored: the row says CLAIMED. */
    RUNNING,
    /** Its function returned. */
    SUCCEEDED,
    /** Its function threw, exceeded its timeout or was lost too often, and no attempt is left. */
    FAILED,
    /** It was withdrawn before it ran, or interrupted on request. */
    CANCELLED,
    /** Its slot, or a stretch of slots, was not run, on purpose. */
    SKIPPED;

    /**
     * Whether the task has ended.
     *
     * @return true for SUCCEEDED, FAILED, CANCELLED and SKIPPED
     */
    public boolean isFinished() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED, SKIPPED -> true;
            case WAITING, CLAIMED, RUNNING -> false;
        };
    }
}
