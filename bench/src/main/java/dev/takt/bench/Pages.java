package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.measure.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What somebody at the pages waits for, beside 100,000 schedules and 1,000,000 tasks: the median of 20 warm answers. */
final class Pages implements Workload {
    static final int SCHEDULES = 100_000;
    static final int TASKS = 1_000_000;
    private static final int WARM_UP = 4;
    private static final int ASKED = 20;

    @Override
    public void run(Trial trial) throws Exception {
        int tasks = trial.options().scaled(TASKS);
        try (Engine engine = trial.engine()) {
            engine.fill(trial.options().scaled(SCHEDULES), tasks);
            trial.settle();
            engine.start();
            Visitor visitor = Visitor.loggedIn(engine.pages());
            List<String> addresses = Addresses.all(Instant.now(), tasks);
            for (String address : addresses) {
                ask(visitor, address, WARM_UP);
            }
            double slowest = 0;
            for (String address : addresses) {
                double median = millis(ask(visitor, address, ASKED));
                slowest = Math.max(slowest, median);
                trial.add(" " + address, "median_ms", median);
            }
            trial.add("", "slowest_median_ms", slowest);
            trial.writeStatements();
        }
    }

    private static List<Duration> ask(Visitor visitor, String address, int times) throws Exception {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            took.add(visitor.ask(address));
        }
        return took;
    }

    /** The median. */
    static double millis(List<Duration> took) {
        return Percentiles.of(took.stream().mapToLong(Duration::toNanos)).at(50) / 1e6;
    }
}
