package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * Which schedules to list, newest first. A null field does not restrict.
 *
 * @param name part of the name, case ignored
 * @param func the function's exact name
 * @param paused only paused ones, or only those that are not
 * @param before only those with a smaller id ({@link Page#next()})
 * @param limit 1 to 500
 */
public record ScheduleQuery(
        @Nullable String name,
        @Nullable String func,
        @Nullable Boolean paused,
        @Nullable Long before,
        int limit) {
    /** The most rows that one page can have. */
    public static final int MAX_LIMIT = 500;

    /**
     * Everything.
     *
     * @param limit 1 to 500
     * @return the newest schedules
     */
    public static ScheduleQuery newest(int limit) {
        return new ScheduleQuery(null, null, null, null, limit);
    }
}
