package dev.takt.cluster;

import dev.takt.config.NodeClock;
import dev.takt.config.Unproxied;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The claims that this node has in memory: of tasks that are queued, running, or ended and not yet recorded. */
@ApplicationScoped
@Unproxied
public class InMemory {
    private static final long QUEUED = Long.MIN_VALUE;

    /** To the moment when the function was started, or {@link #QUEUED}. */
    private final Map<TaskClaim, Long> claims = new ConcurrentHashMap<>();

    private final NodeClock clock;

    @Inject
    InMemory(NodeClock clock) {
        this.clock = clock;
    }

    /**
     * A task came in.
     *
     * @param claim by which it came
     */
    public void queued(TaskClaim claim) {
        claims.put(claim, QUEUED);
    }

    /**
     * A task's function is about to be called.
     *
     * @param claim under which it runs
     */
    public void started(TaskClaim claim) {
        claims.put(claim, clock.nanoTime());
    }

    /**
     * A task left: its outcome is recorded, or it is no longer this node's.
     *
     * @param claim by which it had come
     */
    public void gone(TaskClaim claim) {
        claims.remove(claim);
    }

    /**
     * Whether this node knows of a claim.
     *
     * @param claim as a row says
     * @return true while the task is queued, running or ended and not yet recorded
     */
    public boolean has(TaskClaim claim) {
        return claims.containsKey(claim);
    }

    /**
     * Whether a task's function was started here and has not been recorded.
     *
     * @param claim as a row says
     * @return true while it runs
     */
    public boolean isRunning(TaskClaim claim) {
        return claims.getOrDefault(claim, QUEUED) != QUEUED;
    }

    /**
     * Tasks of which this node has a claim.
     *
     * @return their ids
     */
    public Set<Long> tasks() {
        return claims.keySet().stream().map(TaskClaim::task).collect(Collectors.toSet());
    }

    /**
     * Tasks whose functions were started here and have not been recorded.
     *
     * @return their ids
     */
    public Set<Long> runningTasks() {
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() != QUEUED)
                .map(claim -> claim.getKey().task())
                .collect(Collectors.toSet());
    }

    /**
     * How many functions run.
     *
     * @return started and not yet recorded
     */
    public int running() {
        return (int) claims.values().stream().filter(since -> since != QUEUED).count();
    }

    /**
     * N1: what the beat tells the others. Of a task that was claimed more than once it tells the newest claim: if this node is
     * lost, only that can be.
     *
     * @return JSON: task id to milliseconds since its start
     */
    String toJson() {
        Map<Long, TaskClaim> newest = new HashMap<>();
        claims.keySet().forEach(claim -> newest.merge(claim.task(), claim, InMemory::newer));
        return newest.values().stream()
                .filter(this::isRunning)
                .map(claim -> "\"" + claim.task() + "\":" + millisSinceStart(claim))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static TaskClaim newer(TaskClaim a, TaskClaim b) {
        return a.fence() > b.fence() ? a : b;
    }

    /** Zero if it has left meanwhile. */
    private long millisSinceStart(TaskClaim claim) {
        long since = claims.getOrDefault(claim, QUEUED);
        return since == QUEUED ? 0 : clock.since(since).toMillis();
    }
}
