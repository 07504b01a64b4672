package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.measure.Cpu;
import java.time.Duration;
import java.time.Instant;

/** Schedules of one second, spread evenly, for 30 s: how many run, and how late. */
final class Recurring implements Workload {
    private static final int[] SIZES = {500, 1000, 2000, 4000};
    private static final int SECONDS = 30;
    private static final double CARRIES_PERCENT = 90;

    @Override
    public void run(Trial trial) throws Exception {
        for (int schedules : SIZES) {
            String part = "-" + schedules;
            double ran = measure(
                    trial, part, schedules, Duration.ofSeconds(trial.options().scaled(SECONDS)));
            if (ran < CARRIES_PERCENT) {
                for (int more : SIZES) {
                    if (more > schedules) {
                        trial.cannot("-" + more, String.format("carries only %.0f%% of %d/s", ran, schedules));
                    }
                }
                return;
            }
        }
    }

    /** Runs the schedules for a while, after a few seconds to warm up; says how many percent of the slots ran. */
    static double measure(Trial trial, String part, int schedules, Duration length) throws Exception {
        try (Engine engine = trial.engine()) {
            trial.settle();
            engine.start();
            return measure(trial, part, schedules, length, engine);
        }
    }

    static double measure(Trial trial, String part, int schedules, Duration length, Engine engine) throws Exception {
        Instant first = Instant.now().plusSeconds(4);
        engine.recurring(schedules, first);
        Instant from = first.plusSeconds(5);
        Instant to = from.plus(length);
        Trial.sleepUntil(from);
        Cpu before = trial.cpu(engine);
        Trial.sleepUntil(to);
        Cpu used = trial.cpu(engine).since(before).without(trial.idle(), length.toSeconds());
        Trial.sleepUntil(to.plusSeconds(1));
        Lateness lateness = Lateness.of(engine.recorder(), from, to, Math.toIntExact(schedules * length.toSeconds()));
        trial.add(part, "runs_per_s", (double) lateness.count() / length.toSeconds());
        lateness.addTo(trial, part);
        trial.add(part, "cpu_s", used.total());
        trial.writeStatements();
        return lateness.ranPercent();
    }
}
