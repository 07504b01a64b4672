package dev.takt.api;

/** In which state a schedule is. Source: SEMANTICS, section 2. */
public enum ScheduleState {
    /** It runs when its next slot is due. */
    ACTIVE,
    /** Somebody paused it. */
    PAUSED,
    /** Its repeats are used up, or its next slot lies past {@code until}. */
    FINISHED,
    /** No live node has its function; nothing is lost, it goes on when one appears. */
    WAITING_FOR_FUNCTION,
    /** The row cannot be read (see {@link Schedule#broken()}); put right, it runs again. */
    BROKEN
}
