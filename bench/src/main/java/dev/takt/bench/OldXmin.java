package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/** Schedules of one second beside a transaction that stays open, so that no dead row can be removed. */
final class OldXmin implements Workload {
    private static final int SCHEDULES = 2000;
    private static final int SECONDS = 110;

    @Override
    public void run(Trial trial) throws Exception {
        try (Engine engine = trial.engine()) {
            trial.settle();
            engine.start();
            try (Connection old = trial.postgres().connect(trial.database());
                    Statement statement = old.createStatement()) {
                old.setAutoCommit(false);
                old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                statement.execute("SELECT txid_current()");
                Recurring.measure(
                        trial, "", SCHEDULES, Duration.ofSeconds(trial.options().scaled(SECONDS)), engine);
            }
        }
    }
}
