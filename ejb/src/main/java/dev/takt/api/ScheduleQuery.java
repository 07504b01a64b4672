package dev.takt.api;

import jakarta.json.bind.annotation.JsonbCreator;
import org.jspecify.annotations.Nullable;

/**
 * Which schedules to list, and in which order. A null field does not restrict. For what no index finds (name, function, type,
 * cluster, most conditions) a page looks at no more than 100,000 schedules in an order by id, and 20,000 in another. It may have
 * fewer items than asked for, or none, and yet a next page.
 *
 * <pre>{@code
 * scheduler.schedules(ScheduleQuery.newest(50).in(ScheduleCondition.FAILING).by(ScheduleSort.NEXT_RUN)).items();
 * }</pre>
 *
 * @param name part of the name, case ignored
 * @param func the function's exact name
 * @param type only such schedules
 * @param cluster only those for the nodes of that cluster
 * @param condition only those in that condition
 * @param sort in which order
 * @param before in an order by id, only those that follow this id ({@link Page#next()})
 * @param after in another order, only those that follow ({@link Page#after()})
 * @param limit 1 to 500
 */
public record ScheduleQuery(
        @Nullable String name,
        @Nullable String func,
        @Nullable ScheduleType type,
        @Nullable String cluster,
        @Nullable ScheduleCondition condition,
        ScheduleSort sort,
        @Nullable Long before,
        @Nullable String after,
        int limit) {
    /** The most rows that one page can have. */
    public static final int MAX_LIMIT = 500;

    /** All of them. Said to JSON Binding, which would not choose between two constructors. */
    @JsonbCreator
    public ScheduleQuery {}

    /**
     * The newest first.
     *
     * @param name part of the name, case ignored
     * @param func the function's exact name
     * @param type only such schedules
     * @param cluster only those for the nodes of that cluster
     * @param condition only those in that condition
     * @param before only those with a smaller id ({@link Page#next()})
     * @param limit 1 to 500
     */
    public ScheduleQuery(
            @Nullable String name,
            @Nullable String func,
            @Nullable ScheduleType type,
            @Nullable String cluster,
            @Nullable ScheduleCondition condition,
            @Nullable Long before,
            int limit) {
        this(name, func, type, cluster, condition, ScheduleSort.NEWEST, before, null, limit);
    }

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
        return new ScheduleQuery(name, func, type, cluster, only, sort, before, after, limit);
    }

    /**
     * The first page in another order.
     *
     * @param other which
     * @return a query with that
     */
    public ScheduleQuery by(ScheduleSort other) {
        return new ScheduleQuery(name, func, type, cluster, condition, other, null, null, limit);
    }

    /**
     * The page that follows one of the same list.
     *
     * @param page of which one of {@link Page#next()} and {@link Page#after()} is not null
     * @return a query with that
     */
    public ScheduleQuery following(Page<Schedule> page) {
        return new ScheduleQuery(name, func, type, cluster, condition, sort, page.next(), page.after(), limit);
    }
}
