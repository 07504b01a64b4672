package dev.takt.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list, and in which order. A null field does not restrict. A page looks at no more than 20,000 tasks for what no index
 * finds: function, node, text, a large group, the states CANCELLED and SKIPPED, and of the tasks of one schedule. It may have fewer items than asked for, or none, and yet a
 * next page.
 *
 * <pre>{@code
 * scheduler.tasks(TaskQuery.newest(50).in(TaskState.FAILED).queued(yesterday, null).saying("timeout")).items();
 * }</pre>
 *
 * @param schedule only tasks of that schedule
 * @param state only tasks in that state
 * @param func the function's exact name
 * @param group the group's exact name
 * @param node only tasks that this node has, or has run last
 * @param since only tasks that were queued then or later
 * @param until only tasks that were queued before
 * @param text part of the result, or of the error's class or message; case ignored
 * @param sort in which order
 * @param before only those that follow this id ({@link Page#next()})
 * @param limit 1 to 500
 */
public record TaskQuery(
        @Nullable Long schedule,
        @Nullable TaskState state,
        @Nullable String func,
        @Nullable String group,
        @Nullable Long node,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text,
        TaskSort sort,
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
        return new TaskQuery(null, null, null, null, null, null, null, null, TaskSort.NEWEST, null, limit);
    }

    /**
     * The tasks of one schedule.
     *
     * @param schedule its id
     * @param limit 1 to 500
     * @return its newest tasks
     */
    public static TaskQuery ofSchedule(long schedule, int limit) {
        return new TaskQuery(schedule, null, null, null, null, null, null, null, TaskSort.NEWEST, null, limit);
    }

    /**
     * The same, restricted to a state.
     *
     * @param only which; null for all
     * @return a query with that
     */
    public TaskQuery in(@Nullable TaskState only) {
        return new TaskQuery(schedule, only, func, group, node, since, until, text, sort, before, limit);
    }

    /**
     * The same, restricted to a group.
     *
     * @param only its name; null for all
     * @return a query with that
     */
    public TaskQuery inGroup(@Nullable String only) {
        return new TaskQuery(schedule, state, func, only, node, since, until, text, sort, before, limit);
    }

    /**
     * The same, restricted to a stretch of time.
     *
     * @param from only tasks that were queued then or later; null for all
     * @param to only tasks that were queued before; null for all
     * @return a query with that
     */
    public TaskQuery queued(@Nullable Instant from, @Nullable Instant to) {
        return new TaskQuery(schedule, state, func, group, node, from, to, text, sort, before, limit);
    }

    /**
     * The same, restricted to what results and errors say.
     *
     * @param part of them; null for all
     * @return a query with that
     */
    public TaskQuery saying(@Nullable String part) {
        return new TaskQuery(schedule, state, func, group, node, since, until, part, sort, before, limit);
    }

    /**
     * The same in another order.
     *
     * @param other which
     * @return a query with that
     */
    public TaskQuery by(TaskSort other) {
        return new TaskQuery(schedule, state, func, group, node, since, until, text, other, before, limit);
    }

    /**
     * The next page.
     *
     * @param id {@link Page#next()} of the page before; null for the first one
     * @return a query with that
     */
    public TaskQuery before(@Nullable Long id) {
        return new TaskQuery(schedule, state, func, group, node, since, until, text, sort, id, limit);
    }
}
