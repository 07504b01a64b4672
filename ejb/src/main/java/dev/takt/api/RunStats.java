package dev.takt.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks ended in a stretch of time, how late they began and how long they ran. Counted by the minute, by each node;
 * what has just ended is counted within a few seconds. Percentiles are interpolated within classes that grow as 1, 2, 5,
 * 10 ms and so on.
 *
 * @param from when the stretch begins
 * @param length how long it is
 * @param succeeded tasks that ended so
 * @param failed tasks that ended so, however often they were tried
 * @param cancelled tasks that were cancelled while they ran
 * @param latenessP50 half of the tasks began no later than this after their slot, or if they have none, after their
 *     creation; null if there were none
 * @param latenessP99 99 of 100 did
 * @param durationP50 half of the runs took no longer; null if there were none
 * @param durationP99 99 of 100 did
 */
public record RunStats(
        Instant from,
        Duration length,
        long succeeded,
        long failed,
        long cancelled,
        @Nullable Duration latenessP50,
        @Nullable Duration latenessP99,
        @Nullable Duration durationP50,
        @Nullable Duration durationP99) {
    /**
     * How many tasks ended.
     *
     * @return in whatever way
     */
    public long ended() {
        return succeeded + failed + cancelled;
    }
}
