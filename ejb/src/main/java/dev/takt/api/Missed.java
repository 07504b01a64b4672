package dev.takt.api;

/** What becomes of the slots that were missed while a schedule was paused. Source: SEMANTICS, section 5. */
public enum Missed {
    /** They are skipped: the schedule goes on with its first slot after now. The default. */
    SKIP,
    /** They are treated like any other missed slots, by the schedule's catch-up rule. */
    BY_RULE
}
