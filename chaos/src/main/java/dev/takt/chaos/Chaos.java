package dev.takt.chaos;

import dev.takt.bench.PostgresServer;
import dev.takt.bench.engine.Setup;
import dev.takt.bench.engine.TaktArchive;
import dev.takt.chaos.app.Effects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs scenarios and prints what has come of each. Ends with status 1 if Takt's promise was broken, or a control found nothing. */
public final class Chaos {
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final Duration LONGEST_REST = Duration.ofMinutes(4);

    /** As long as something is waiting or running, or a slot is still to come. */
    private static final String LEFT = """
            SELECT (SELECT count(*) FROM takt_task WHERE finished_at IS NULL)
                + (SELECT count(*) FROM takt_schedule
                    WHERE func LIKE 'chaos.%' AND repeats <> 0 AND (until_at IS NULL OR next_run <= until_at))""";

    private final Path home;
    private final Path scripts;
    private final PostgresServer postgres;
    private final List<String> broken = new ArrayList<>();

    private Chaos(Path home, Path scripts, PostgresServer postgres) {
        this.home = home;
        this.scripts = scripts;
        this.postgres = postgres;
    }

    /**
     * Runs it.
     *
     * @param args the folder for everything that it writes, the folder of the scripts for Payara Micro, and {@code small},
     *     {@code all} or names of scenarios with commas between
     * @throws Exception if it cannot go on
     */
    public static void main(String[] args) throws Exception {
        FLYWAY.setLevel(Level.WARNING);
        Path home = Path.of(args[0]);
        Path run = Files.createDirectories(
                home.resolve("runs").resolve(Long.toString(Instant.now().getEpochSecond())));
        try (PostgresServer postgres = PostgresServer.start(run.resolve("postgresql"), false)) {
            Chaos chaos = new Chaos(home, Path.of(args[1]), postgres);
            for (Scenario scenario : chosen(args[2])) {
                chaos.run(scenario, run.resolve(scenario.name()));
            }
            if (!chaos.broken.isEmpty()) {
                Lines.say("Chaos: FAILED " + chaos.broken);
                System.exit(1);
            }
        }
        Lines.say("Chaos: every promise was kept");
    }

    private static List<Scenario> chosen(String names) {
        if ("small".equals(names)) {
            return Scenarios.small();
        }
        if (Scenarios.SOAK.equals(names)) {
            return List.of(Scenarios.soak());
        }
        List<Scenario> all = Scenarios.all();
        if ("all".equals(names)) {
            return all;
        }
        List<String> wanted = Arrays.asList(names.split(","));
        List<Scenario> chosen =
                all.stream().filter(each -> wanted.contains(each.name())).toList();
        if (chosen.size() != wanted.size()) {
            throw new IllegalArgumentException("chaos.scenarios: expected small, all, soak, or some of "
                    + all.stream().map(Scenario::name).toList() + ", was \"" + names + "\"");
        }
        return chosen;
    }

    private void run(Scenario scenario, Path folder) throws Exception {
        long began = System.nanoTime();
        Files.createDirectories(folder);
        Path ofServer = Scenarios.SOAK.equals(scenario.name()) ? Soak.scripts(scripts, folder) : scripts;
        Setup tools = new Setup(folder, home.resolve("server"), ofServer, 8, 40, "384m", false);
        List<String> packages = new ArrayList<>(List.of("dev/takt/chaos/app"));
        packages.addAll(scenario.controls());
        Path archive = TaktArchive.engineOnly(
                tools.server().resolve("takt-web.war"), folder.resolve("takt.war"), Effects.class, packages);
        try (Cluster cluster = Cluster.start(postgres, scenario, tools, archive)) {
            try (Connection connection = cluster.connect()) {
                scenario.plan().make(connection);
            }
            Recovery recovery = new Recovery(cluster);
            disturb(cluster, scenario, recovery);
            try (Connection connection = cluster.connect()) {
                Plan.end(connection);
            }
            boolean rested = rest(cluster, scenario);
            broken.addAll(Verdict.of(cluster, scenario, recovery.text(), rested));
            Lines.say("%s took=%ds", scenario.name(), (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    private void disturb(Cluster cluster, Scenario scenario, Recovery recovery) throws Exception {
        try {
            scenario.disturbance().in(cluster, recovery);
        } catch (BrokenPromiseException promise) {
            broken.add(scenario.name() + ": " + promise.getMessage());
        }
    }

    /** Until nothing is left to be done. */
    private static boolean rest(Cluster cluster, Scenario scenario) throws Exception {
        try {
            Duration most = scenario.isControl()
                    ? scenario.plan().over()
                    : LONGEST_REST.plus(scenario.plan().over());
            Cluster.await("everything to be done", most, () -> cluster.number(LEFT) == 0);
            Cluster.await(
                    "all hooks",
                    LONGEST_REST,
                    () -> cluster.number(
                                    "SELECT count(*) FROM takt_task WHERE hook_pending AND finished_at IS NOT NULL")
                            == 0);
            return true;
        } catch (IOException inVain) {
            Lines.say(scenario.name() + ": " + inVain.getMessage() + ", left: " + cluster.number(LEFT));
            return false;
        }
    }
}
