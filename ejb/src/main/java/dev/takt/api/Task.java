package dev.takt.api;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a function, for one slot of a schedule or asked for at once, as it stands in the database. Source:
 * SEMANTICS, section 7.
 *
 * @param id its key
 * @param schedule the schedule it belongs to, or null if it was asked for at once by {@link Scheduler#run}
 * @param generation of the schedule when the slot was taken, or null if it was asked for at once
 * @param slot the planned instant, or null if it was asked for at once
 * @param name what it is called in lists
 * @param group what it is grouped by, or null
 * @param func the function's name
 * @param args JSON array of the positional arguments, or null for none
 * @param kwargs JSON object of the named arguments, or null for none
 * @param hook the hook's name, or null
 * @param state where it is in its life
 * @param node the id of the node that has or had it, or null while it waits
 * @param failures how many attempts have failed
 * @param losses how many runs that are known to have started were lost with their node
 * @param takeOvers how often it was taken over from a node that was lost. More than {@code losses}, if a run that began after
 *     the node had last told of its runs may have been lost, or if the task had not started
 * @param queuedAt when it was made
 * @param startedAt when its last run began, or null
 * @param finishedAt when its outcome was recorded, or null
 * @param result JSON of what the function returned, or null (nothing returned, or not succeeded)
 * @param error why it did not succeed, or null
 * @param hookError what its hook threw, or null
 * @param skippedLast the last of the skipped slots, or null unless SKIPPED; the first is {@code slot}
 * @param skippedCount how many slots were skipped, or null unless SKIPPED; above 100,000 it reads "more than"
 * @param retryOf the finished task that somebody had run again as this one, or null
 */
public record Task(
        long id,
        @Nullable Long schedule,
        @Nullable Long generation,
        @Nullable Instant slot,
        @Nullable String name,
        @Nullable String group,
        String func,
        @Nullable String args,
        @Nullable String kwargs,
        @Nullable String hook,
        TaskState state,
        @Nullable Long node,
        int failures,
        int losses,
        int takeOvers,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String result,
        @Nullable TaskError error,
        @Nullable String hookError,
        @Nullable Instant skippedLast,
        @Nullable Long skippedCount,
        @Nullable Long retryOf) {

    /** Thread-safe, as Jakarta JSON Binding recommends to share one. */
    private static final class Json {
        static final Jsonb BINDING = JsonbBuilder.create();
    }

    /**
     * The result as a Java value.
     *
     * <pre>{@code
     * double root = task.resultAs(Double.class);
     * }</pre>
     *
     * @param <T> the wanted type
     * @param type the wanted type, anything that Jakarta JSON Binding can read
     * @return the result, or null if there is none
     * @throws jakarta.json.bind.JsonbException if the result is not of that type
     */
    public <T> @Nullable T resultAs(Class<T> type) {
        return result == null ? null : Json.BINDING.fromJson(result, type);
    }

    /**
     * The task's key as a value of its own.
     *
     * @return never null
     */
    public TaskId taskId() {
        return new TaskId(id);
    }
}
