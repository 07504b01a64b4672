package dev.takt.bench;

import dev.takt.bench.measure.Percentiles;
import dev.takt.bench.measure.Recorder;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How late the tasks that were due in a stretch of time began. */
final class Lateness {
    private static final double MILLI = 1000;

    private final List<Recorder.Run> runs;
    private final int expected;

    private Lateness(List<Recorder.Run> runs, int expected) {
        this.runs = runs;
        this.expected = expected;
    }

    static Lateness of(Recorder recorder, Instant from, Instant to, int expected) {
        long first = ChronoUnit.MICROS.between(Instant.EPOCH, from);
        long last = ChronoUnit.MICROS.between(Instant.EPOCH, to);
        return new Lateness(
                recorder.runs().stream()
                        .filter(run -> run.due() >= first && run.due() < last)
                        .toList(),
                expected);
    }

    /** How many of the expected have begun. */
    double ranPercent() {
        return 100.0 * runs.size() / expected;
    }

    int count() {
        return runs.size();
    }

    void addTo(Trial trial, String part) throws IOException {
        trial.add(part, "ran_percent", ranPercent());
        trial.add(part, "early", runs.stream().filter(run -> run.late() < 0).count());
        if (!runs.isEmpty()) {
            Percentiles late = Percentiles.of(runs.stream().mapToLong(Recorder.Run::late));
            trial.add(part, "late_p50_ms", late.at(50) / MILLI);
            trial.add(part, "late_p95_ms", late.at(95) / MILLI);
            trial.add(part, "late_p99_ms", late.at(99) / MILLI);
            trial.add(part, "late_max_ms", late.at(100) / MILLI);
        }
    }
}
