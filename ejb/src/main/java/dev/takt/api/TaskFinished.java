package dev.takt.api;

/**
 * Fired once for each finished task, after its outcome is committed: {@link TaskSucceeded} or {@link TaskFailed}.
 * Source: SEMANTICS, section 8; see {@link Hook}.
 *
 * <pre>{@code
 * void onAnyTask(@Observes TaskFinished finished) { ... }
 * void onFailure(@Observes TaskFailed failed) { ... }
 * }</pre>
 */
public sealed interface TaskFinished permits TaskSucceeded, TaskFailed {
    /**
     * The finished task.
     *
     * @return as it was committed
     */
    Task task();
}
