package dev.takt.api;

/**
 * In which order schedules are listed. By id, name and next run an index gives the order, so that every page is found at once.
 * No index knows functions and last runs, for each run would have to write into it: those orders are of the newest 20,000
 * schedules, and of no others.
 */
public enum ScheduleSort {
    /** By id, the newest first. */
    NEWEST("-id"),
    /** By id, the oldest first. */
    OLDEST("id"),
    /** By name as the database compares texts, then those without a name. */
    NAME("name"),
    /** By name backwards, then those without a name. */
    NAME_BACKWARDS("-name"),
    /** The next to run first; then those that are paused, finished or broken. */
    NEXT_RUN("nextRun"),
    /** The last to run first; then those that are paused, finished or broken. */
    NEXT_RUN_BACKWARDS("-nextRun"),
    /** By function. */
    FUNC("func"),
    /** By function backwards. */
    FUNC_BACKWARDS("-func"),
    /** Those first that have not run for longest; then those that have never run. */
    LAST_RUN("lastRun"),
    /** Those first that have run last; then those that have never run. */
    LAST_RUN_BACKWARDS("-lastRun");

    /** How many schedules are looked at for an order that no index gives. */
    public static final int MOST_SORTED = 20_000;

    private final String text;

    ScheduleSort(String text) {
        this.text = text;
    }

    /**
     * As it stands in an address.
     *
     * @return the field's name, with a minus before it if backwards
     */
    public String text() {
        return text;
    }

    /**
     * By which field.
     *
     * @return its name
     */
    public String field() {
        return isBackwards() ? text.substring(1) : text;
    }

    /**
     * Whether the largest comes first.
     *
     * @return true for a minus in {@link #text()}
     */
    public boolean isBackwards() {
        return text.startsWith("-");
    }

    /**
     * Whether pages follow each other by {@link Page#next()}, and not by {@link Page#after()}.
     *
     * @return true for NEWEST and OLDEST
     */
    public boolean isById() {
        return this == NEWEST || this == OLDEST;
    }
}
