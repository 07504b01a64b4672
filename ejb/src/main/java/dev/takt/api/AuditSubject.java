package dev.takt.api;

/** What an act was about, as the audit names it. */
public enum AuditSubject {
    /** A schedule, by its id. */
    SCHEDULE,
    /** A task, by its id. */
    TASK,
    /** The tasks of a group, by its name. */
    GROUP
}
