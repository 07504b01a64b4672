package dev.takt.api;

/** What an act was about, as the audit names it. */
public enum AuditSubject {
    /** A schedule, by its id. */
    SCHEDULE,
    /** A task, by its id. */
    TASK,
    /** The tasks of a group, by its name. */
    GROUP,
    /** A node, by its id. */
    NODE,
    /** Somebody who may log in, by name. */
    USER
}
