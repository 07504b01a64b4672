package dev.takt.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The task that is running, for the function that runs it.
 *
 * <pre>{@code
 * @Inject TaskContext task;
 *
 * @TaskFunction
 * public int close(int year) {
 *     for (Account account : accounts(year)) {
 *         if (task.isCancelled()) {
 *             return 0;                       // cancelled, timed out, or the node goes down
 *         }
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>It belongs to the thread on which the function was called: on any other thread, and outside of a run, every method
 * throws {@link IllegalStateException}. A function that works on threads of its own hands them what they need. Source:
 * SEMANTICS, section 7.
 */
public interface TaskContext {
    /**
     * Which task runs.
     *
     * @return its key
     * @throws IllegalStateException if no task runs on this thread
     */
    TaskId taskId();

    /**
     * Whose task it is.
     *
     * @return the schedule's key, which may be deleted by now; empty if the task was asked for at once
     * @throws IllegalStateException if no task runs on this thread
     */
    Optional<Long> schedule();

    /**
     * The planned instant, however late the task runs.
     *
     * @return the slot, or empty if the task was asked for at once
     * @throws IllegalStateException if no task runs on this thread
     */
    Optional<Instant> slot();

    /**
     * What the task is called in lists.
     *
     * @return the task's name, or its function's if it has none
     * @throws IllegalStateException if no task runs on this thread
     */
    String name();

    /**
     * What the task is grouped by.
     *
     * @return the group, or empty
     * @throws IllegalStateException if no task runs on this thread
     */
    Optional<String> group();

    /**
     * Which attempt this is. Runs that were lost with their node do not count.
     *
     * @return 1 for the first, 2 for the first retry
     * @throws IllegalStateException if no task runs on this thread
     */
    int attempt();

    /**
     * When the run exceeds its timeout, by the database's clock, which is asked at the first call.
     *
     * @return the instant, or empty if the run has no timeout
     * @throws IllegalStateException if no task runs on this thread
     */
    Optional<Instant> deadline();

    /**
     * Whether the run is not wanted any more: it was cancelled, has exceeded its timeout, or its node goes down. Its
     * thread has been interrupted then, and its outcome will be dropped. Quick: to be asked as often as is useful.
     *
     * @return true if the function should come to its end
     * @throws IllegalStateException if no task runs on this thread
     */
    boolean isCancelled();
}
