package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import java.time.Duration;

/** An application plans tasks from 8 threads for 10 s: one call each, and many to a call. */
final class Create implements Workload {
    private static final int THREADS = 8;
    private static final int SECONDS = 10;

    @Override
    public void run(Trial trial) throws Exception {
        Duration duration = Duration.ofSeconds(trial.options().scaled(SECONDS));
        try (Engine engine = trial.engine()) {
            engine.start();
            engine.create(THREADS, Duration.ofSeconds(2)); // warms up
            trial.add("created_per_s", (double) engine.create(THREADS, duration) / duration.toSeconds());
            trial.writeStatements();
        }
        try (Engine engine = trial.engine()) {
            engine.start();
            engine.createInBulk(THREADS, Duration.ofSeconds(2));
            trial.add("bulk_created_per_s", (double) engine.createInBulk(THREADS, duration) / duration.toSeconds());
        }
    }
}
