package dev.takt.cluster;

import dev.takt.config.NodeClock;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The tasks that this node has in memory: queued, running, or ended and not yet recorded. */
@ApplicationScoped
@Unproxied
public class InMemory {
    private static final long QUEUED = Long.MIN_VALUE;

    /** Task id to the moment its function was started, or {@link #QUEUED}. */
    private final Map<Long, Long> tasks = new ConcurrentHashMap<>();

    private final NodeClock clock;

    @Inject
    InMemory(NodeClock clock) {
        this.clock = clock;
    }

    /**
     * A task came in.
     *
     * @param task its id
     */
    public void queued(long task) {
        tasks.put(task, QUEUED);
    }

    /**
     * A task's function is about to be called.
     *
     * @param task its id
     */
    public void started(long task) {
        tasks.put(task, clock.nanoTime());
    }

    /**
     * A task left: its outcome is recorded, or it is no longer this node's.
     *
     * @param task its id
     */
    public void gone(long task) {
        tasks.remove(task);
    }

    /**
     * Whether this node knows of a task.
     *
     * @param task its id
     * @return true while it is queued, running or ended and not yet recorded
     */
    public boolean has(long task) {
        return tasks.containsKey(task);
    }

    /**
     * Whether a task's function was started here and has not been recorded.
     *
     * @param task its id
     * @return true while it runs
     */
    public boolean isRunning(long task) {
        return tasks.getOrDefault(task, QUEUED) != QUEUED;
    }

    /**
     * How many functions run.
     *
     * @return started and not yet recorded
     */
    public int running() {
        return (int) tasks.values().stream().filter(since -> since != QUEUED).count();
    }

    /**
     * N1: what the beat tells the others.
     *
     * @return JSON: task id to milliseconds since its start
     */
    String toJson() {
        return tasks.entrySet().stream()
                .filter(task -> task.getValue() != QUEUED)
                .map(task -> "\"" + task.getKey() + "\":"
                        + clock.since(task.getValue()).toMillis())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
