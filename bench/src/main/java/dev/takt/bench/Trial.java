package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.engine.Engines;
import dev.takt.bench.engine.Setup;
import dev.takt.bench.measure.Cpu;
import dev.takt.bench.measure.Results;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** One workload on one engine in one round: its engine, its database, and where its figures go. */
final class Trial {
    private static final Logger LOG = Logger.getLogger(Trial.class.getName());

    private final Options options;
    private final PostgresServer postgres;
    private final Results results;
    private final Setup setup;
    private final String workload;
    private final String engine;
    private final int round;
    private final Cpu idle;

    Trial(
            Options options,
            PostgresServer postgres,
            Results results,
            Setup setup,
            String workload,
            String engine,
            int round,
            Cpu idle) {
        this.options = options;
        this.postgres = postgres;
        this.results = results;
        this.setup = setup;
        this.workload = workload;
        this.engine = engine;
        this.round = round;
        this.idle = idle;
    }

    Options options() {
        return options;
    }

    PostgresServer postgres() {
        return postgres;
    }

    int round() {
        return round;
    }

    /** An engine with tables in an empty database, which polls for nothing yet. */
    Engine engine() throws Exception {
        Engine made = Engines.of(engine, setup, postgres.newDatabase(database()));
        try {
            made.prepare();
            results.settings(engine, made.settings());
            postgres.countStatements(database());
            return made;
        } catch (Exception e) {
            made.close();
            throw e;
        }
    }

    /** After the work: what it has cost in the database, if that is wanted. */
    void writeStatements() throws Exception {
        postgres.writeStatements(database(), setup.folder().resolve("statements.tsv"));
    }

    /** All that was planned is where a vacuum leaves it. */
    void settle() throws Exception {
        postgres.settle(database());
    }

    String database() {
        return "bench";
    }

    /** What the engine and the database have used so far. */
    Cpu cpu(Engine running) {
        return Cpu.of(running.pid(), postgres.pid());
    }

    /** What the idle process and the idle database use in a second. */
    Cpu idle() {
        return idle;
    }

    void add(String metric, double value) throws IOException {
        add("", metric, value);
    }

    /** A figure of a part of the workload. */
    void add(String part, String metric, double value) throws IOException {
        results.add(new Results.Figure(workload + part, engine, round, metric, value));
        LOG.info(String.format("%s%s  %s  round %d  %s = %.3f", workload, part, engine, round, metric, value));
    }

    void cannot(String part, String why) {
        results.add(new Results.Remark(workload + part, engine, why));
        LOG.info(String.format("%s%s  %s  round %d  not: %s", workload, part, engine, round, why));
    }

    /** A benchmark lasts as long as what it measures. */
    static void sleepUntil(Instant instant) throws InterruptedException {
        long millis = Duration.between(Instant.now(), instant).toMillis();
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }
}
