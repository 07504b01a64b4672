package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import java.time.Duration;
import java.time.Instant;

/** An application runs tasks at once from 8 threads for 10 s, one call each, on the node that runs them. */
final class RunNow implements Workload {
    private static final int THREADS = 8;
    private static final int SECONDS = 10;

    @Override
    public void run(Trial trial) throws Exception {
        try (Engine engine = trial.engine()) {
            engine.start();
            engine.runNow(THREADS, Duration.ofSeconds(2)); // warms up
            Instant began = Instant.now();
            long calls =
                    engine.runNow(THREADS, Duration.ofSeconds(trial.options().scaled(SECONDS)));
            Duration took = Duration.between(began, Instant.now());
            trial.add("called_and_run_per_s", calls * 1000.0 / took.toMillis());
            trial.writeStatements();
        }
    }
}
