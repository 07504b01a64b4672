package dev.takt.bench;

import dev.takt.bench.engine.Engines;
import dev.takt.bench.engine.Setup;
import dev.takt.bench.measure.Cpu;
import dev.takt.bench.measure.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The benchmark: every workload on every engine, round by round, on one PostgreSQL. */
public final class Bench {
    private static final Logger LOG = Logger.getLogger(Bench.class.getName());
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final int IDLE_SECONDS = 20;
    private static final int WARM_UP_SECONDS = 20;

    private final Options options;
    private final Path home;
    private final PostgresServer postgres;
    private final Results results;
    private final Map<Boolean, Cpu> idle = new HashMap<>();

    private Bench(Options options, Path home, PostgresServer postgres, Results results) {
        this.options = options;
        this.home = home;
        this.postgres = postgres;
        this.results = results;
    }

    /**
     * Runs it.
     *
     * @param args the folder for everything that it writes, and the folder of the scripts for Payara Micro
     * @throws Exception if it cannot go on
     */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %5$s%6$s%n");
        FLYWAY.setLevel(Level.WARNING);
        Options options = Options.read(System::getProperty);
        Path home = Path.of(args[0]);
        Results results = Results.in(home.resolve("results.csv"));
        Path run = Files.createDirectories(
                home.resolve("runs").resolve(Long.toString(Instant.now().getEpochSecond())));
        try (PostgresServer postgres = PostgresServer.start(run.resolve("postgresql"), options.profiled())) {
            Bench bench = new Bench(options, home, postgres, results);
            bench.measure(run, Path.of(args[1]));
            Report report = new Report(options, results, Machine.describe(), postgres.settings());
            report.print(System.out);
            report.draw(home.resolve("results.svg"));
        }
    }

    private void measure(Path run, Path scripts) throws Exception {
        LOG.info(options.toString());
        LOG.info(Machine.describe() + "; PostgreSQL: " + postgres.settings());
        for (int round = 1; round <= options.rounds(); round++) {
            for (String workload : options.workloads()) {
                for (String engine : options.engines()) {
                    Path folder = Files.createDirectories(run.resolve(workload + "-" + engine + "-" + round));
                    Setup setup = new Setup(
                            folder,
                            home.resolve("server"),
                            scripts,
                            options.workers(),
                            options.connections(),
                            options.heap(),
                            options.profiled());
                    measure(
                            new Trial(options, postgres, results, setup, workload, engine, round, idle(engine, setup)),
                            Workloads.of(workload));
                }
            }
        }
    }

    private void measure(Trial trial, Workload workload) throws IOException {
        try {
            workload.run(trial);
        } catch (UnsupportedOperationException cannot) {
            trial.cannot("", String.valueOf(cannot.getMessage()));
        } catch (Exception failed) {
            LOG.log(Level.WARNING, "This trial failed", failed);
            trial.cannot("", "failed: " + failed.getMessage());
        }
    }

    /** Measured once: what the engine's process and the database use in a second when there is nothing to do. */
    private Cpu idle(String engine, Setup setup) throws Exception {
        boolean server = engine.equals("takt");
        Cpu known = idle.get(server);
        if (known == null) {
            Process process = Engines.idle(engine, setup, postgres.newDatabase("idle"));
            try {
                Trial.sleepUntil(Instant.now().plusSeconds(WARM_UP_SECONDS));
                Cpu before = Cpu.of(process.pid(), postgres.pid());
                Trial.sleepUntil(Instant.now().plusSeconds(IDLE_SECONDS));
                Cpu used = Cpu.of(process.pid(), postgres.pid()).since(before);
                known = new Cpu(used.server() / IDLE_SECONDS, used.database() / IDLE_SECONDS);
            } finally {
                process.destroy();
                process.waitFor();
            }
            idle.put(server, known);
            LOG.info(String.format(
                    "%s uses %.3f CPU seconds per second, the database %.3f: subtracted",
                    server ? "An idle Payara Micro" : "An idle Java", known.server(), known.database()));
        }
        return known;
    }
}
