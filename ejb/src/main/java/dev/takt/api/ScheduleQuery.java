package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * Which schedules to list, newest first. A null field does not restrict.
 *
 * <pre>{@code
 * scheduler.schedules(ScheduleQuery.newest(50).in(ScheduleCondition.FAILING)).items();
 * }</pre>
 *
 * @param name part of the name, case ignored
 * @param func the function's exact name
 * @param type only such schedules
 * @param cluster only those for the nodes of that cluster
 * @param condition only those in that condition
 * @param before only those with a smaller id ({@link Page#next()})
 * @param limit 1 to 500
 */
public record ScheduleQuery(
        @Nullable String name,
        @Nullable String func,
        @Nullable ScheduleType type,
        @Nullable String cluster,
        @Nullable ScheduleCondition condition,
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
        return new ScheduleQuery(null, null, null, null, null, null, limit);
    }

    /**
     * The same, restricted to a condition.
     *
     * @param only which
     * @return a query with that
     */
    public ScheduleQuery in(ScheduleCondition only) {
        return new ScheduleQuery(name, func, type, cluster, only, before, limit);
    }
}
