package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list, newest first. A null field does not restrict.
 *
 * @param schedule only tasks of that schedule
 * @param state only tasks in that state
 * @param func the function's exact name
 * @param group the group's exact name
 * @param before only those with a smaller id ({@link Page#next()})
 * @param limit 1 to 500
 */
public record TaskQuery(
        @Nullable Long schedule,
        @Nullable TaskState state,
        @Nullable String func,
        @Nullable String group,
        @Nullable Long before,
        int limit) {
    /** The most rows that one page can have. */
    public static final int MAX_LIMIT = 500;

    /**
     * Everything.
     *
     * @param limit 1 to 500
     * @return the newest tasks
     */
    public static TaskQuery newest(int limit) {
        return new TaskQuery(null, null, null, null, null, limit);
    }

    /**
     * The tasks of one schedule.
     *
     * @param schedule its id
     * @param limit 1 to 500
     * @return its newest tasks
     */
    public static TaskQuery ofSchedule(long schedule, int limit) {
        return new TaskQuery(schedule, null, null, null, null, limit);
    }
}
