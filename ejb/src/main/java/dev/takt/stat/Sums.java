package dev.takt.stat;

import dev.takt.api.RunStats;
import dev.takt.api.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts, added up over minutes, nodes and functions. */
final class Sums {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Histogram lateness = new Histogram();
    private final Histogram duration = new Histogram();
    private long succeeded;
    private long failed;
    private long cancelled;

    void add(TaskState outcome, long runs, @Nullable String latenessText, @Nullable String durationText) {
        succeeded += outcome == TaskState.SUCCEEDED ? runs : 0;
        failed += outcome == TaskState.FAILED ? runs : 0;
        cancelled += outcome == TaskState.CANCELLED ? runs : 0;
        lateness.add(Histogram.of(latenessText));
        duration.add(Histogram.of(durationText));
    }

    void add(Sums other) {
        succeeded += other.succeeded;
        failed += other.failed;
        cancelled += other.cancelled;
        lateness.add(other.lateness);
        duration.add(other.duration);
    }

    RunStats over(Instant from, Duration length) {
        return new RunStats(
                from,
                length,
                succeeded,
                failed,
                cancelled,
                lateness.percentile(MEDIAN).orElse(null),
                lateness.percentile(NEARLY_ALL).orElse(null),
                duration.percentile(MEDIAN).orElse(null),
                duration.percentile(NEARLY_ALL).orElse(null));
    }
}
