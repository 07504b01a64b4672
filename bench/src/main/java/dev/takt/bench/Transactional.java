package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** 10,000 tasks that each insert one row, in the transaction that records them, so that it is there exactly once. */
final class Transactional implements Workload {
    private static final int TASKS = 10_000;

    @Override
    public void run(Trial trial) throws Exception {
        int tasks = trial.options().scaled(TASKS);
        try (Engine engine = trial.engine()) {
            engine.dueEffects(tasks);
            trial.settle();
            engine.start();
            Burst.awaitAll(engine, tasks);
            trial.writeStatements();
            trial.add(
                    "tasks_per_s",
                    tasks
                            / (Duration.between(engine.firstPoll(), engine.lastOutcome())
                                            .toNanos()
                                    / 1e9));
            try (Connection connection = trial.postgres().connect(trial.database());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*), count(DISTINCT task) FROM bench_effect")) {
                row.next();
                trial.add("effects", row.getLong(1));
                trial.add("distinct_effects", row.getLong(2));
            }
        }
    }
}
