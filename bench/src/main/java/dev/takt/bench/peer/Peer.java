package dev.takt.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A scheduler as its users run it, in a process of its own: {@link PeerMain} calls it, one command after the other. Tasks
 * that are asked for their lateness tell {@link dev.takt.bench.measure.Recorder}, as the first thing they do.
 */
interface Peer {
    /** Makes the tables, in an empty database. */
    void prepare() throws Exception;

    /**
     * Plans no-op tasks that are all due already. Called before the start.
     *
     * @param tasks how many
     */
    void due(int tasks) throws Exception;

    /**
     * Plans tasks for a year from now, by whatever way is quickest.
     *
     * @param tasks how many
     */
    void far(int tasks) throws Exception;

    /** Begins to poll. The end of each no-op task is told to the recorder when its outcome is committed. */
    void start() throws Exception;

    /**
     * Plans schedules that run each second from then on and tell the recorder.
     *
     * @param schedules how many; their first slots are spread evenly over the second that begins with {@code first}
     * @param first in a few seconds
     */
    void recurring(int schedules, Instant first) throws Exception;

    /**
     * Plans one-time tasks that tell the recorder.
     *
     * @param times when each is due
     */
    void once(List<Instant> times) throws Exception;

    /**
     * Plans one-time tasks for a year from now, as an application would: one call each, from many threads.
     *
     * @param threads how many at once
     * @param duration for how long
     * @return how many were planned
     */
    long create(int threads, Duration duration) throws Exception;

    /**
     * The same, many to a call.
     *
     * @param threads how many at once
     * @param duration for how long
     * @return how many were planned
     */
    default long createInBulk(int threads, Duration duration) throws Exception {
        throw new UnsupportedOperationException("it has no call that plans many tasks at once");
    }

    /**
     * Tasks that each insert one row into {@code bench_effect}, all due already, exactly once in effect.
     *
     * @param tasks how many
     */
    default void dueEffects(int tasks) throws Exception {
        throw new UnsupportedOperationException("a task's own writes are not committed with its completion");
    }

    /** What the settings were, for the report. */
    String settings();

    /** Stops polling and ends. */
    void stop() throws Exception;
}
