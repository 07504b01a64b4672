package dev.takt.api;

/** What somebody did, as the audit names it. */
public enum Act {
    /** Made a schedule. */
    CREATE,
    /** Changed a schedule's definition, or how many tasks a node runs at once. */
    UPDATE,
    /** Paused a schedule. */
    PAUSE,
    /** Let a paused schedule run again, or a drained node claim again. */
    RESUME,
    /** Ran a schedule's function now, or a function without a schedule. */
    RUN,
    /** Cancelled a task. */
    CANCEL,
    /** Ran a finished task again. */
    RETRY,
    /** Deleted a schedule, a task, or the finished tasks of a group. */
    DELETE,
    /** Told a node to claim nothing more. */
    DRAIN
}
