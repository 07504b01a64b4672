package dev.takt.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one group: those whose {@code options.group} it is, or else their schedule's name, or else its id. From
 * {@link Scheduler#group}. Source: SEMANTICS, sections 7 and 10.
 *
 * <pre>{@code
 * for (String file : files) {
 *     scheduler.run(call("imports.load", file).group("import"));
 * }
 * TaskGroup imports = scheduler.group("import");
 * imports.await(files.size(), Duration.ofMinutes(5));
 * List<Integer> rows = imports.results(Integer.class);
 * }</pre>
 */
public interface TaskGroup {
    /** Results and tasks are read up to here, and counts end one above. */
    int MOST = 10_000;

    /**
     * The group's name.
     *
     * @return as it was asked for
     */
    String name();

    /**
     * How many tasks there are.
     *
     * @param states only those in one of them; none for all. RUNNING and CLAIMED mean the same here
     * @return at most {@link #MOST} + 1, which reads "more than"
     */
    long count(TaskState... states);

    /**
     * The tasks.
     *
     * @param states only those in one of them; none for all
     * @return the oldest first, at most {@link #MOST}
     */
    List<Task> fetch(TaskState... states);

    /**
     * Waits until so many tasks of the group have finished. Not in the transaction that makes them: nobody sees them
     * before its end.
     *
     * @param count how many, 1 to {@link #MOST}
     * @param wait how long at most
     * @return the finished ones, the oldest first: fewer if the wait is over
     * @throws ScheduleRejectedException if count is out of range
     */
    List<Task> await(int count, Duration wait);

    /**
     * What the tasks that succeeded have returned.
     *
     * @param <T> the type
     * @param type to read each result as
     * @return the oldest first, at most {@link #MOST}; null where a function returned nothing
     * @throws jakarta.json.bind.JsonbException if a result is not of that type
     */
    <T> List<@Nullable T> results(Class<T> type);

    /**
     * Deletes the finished tasks of the group; those under way stay.
     *
     * @return how many
     */
    int delete();
}
