package dev.takt.api;

/**
 * Which due tasks are started first. A lower class always gets at least a tenth of each claim. Source: SEMANTICS,
 * section 2; ARCHITECTURE, section 4. In the tables a priority stands as its ordinal: 0, 1, 2.
 */
public enum Priority {
    /** Before the others. */
    HIGH,
    /** The default. */
    NORMAL,
    /** After the others. */
    LOW
}
