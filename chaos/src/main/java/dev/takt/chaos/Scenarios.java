package dev.takt.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that can go wrong here. */
final class Scenarios {
    private static final int TASKS = 20_000;
    private static final int SCHEDULES = 500;
    static final String SOAK = "soak";

    private static final Path FAKETIME = Path.of("/usr/lib");

    private Scenarios() {}

    /** A little of each in one cluster, for every build. */
    static List<Scenario> small() {
        Disturbance some = Disturbance.kills(2, Duration.ofSeconds(14))
                .then(Disturbance.freezes(1, Duration.ofSeconds(2)))
                .then(Disturbance.databaseRestarts(1, Duration.ofSeconds(2)))
                .then(Disturbance.cutConnections(Duration.ofSeconds(4), Duration.ofMillis(250)));
        return List.of(new Scenario("some-of-all", 2, new Plan(2_000, 50, Duration.ofSeconds(50)), some));
    }

    /** Nothing goes wrong for a long time. */
    static Scenario soak() {
        return new Scenario(SOAK, 2, new Plan(0, 0, Duration.ZERO), new Soak(), Soak.SETTINGS, Map.of(), List.of());
    }

    /** Each by itself, and the controls. */
    static List<Scenario> all() {
        Scenario kill =
                new Scenario("kill", 3, plan(Duration.ofMinutes(5)), Disturbance.kills(20, Duration.ofSeconds(11)));
        Scenario freeze =
                new Scenario("freeze", 2, plan(Duration.ofMinutes(2)), Disturbance.freezes(5, Duration.ofSeconds(8)));
        return Stream.of(
                        Stream.of(
                                kill,
                                freeze,
                                new Scenario(
                                        "database-restart",
                                        2,
                                        plan(Duration.ofSeconds(100)),
                                        Disturbance.databaseRestarts(5, Duration.ofSeconds(14))),
                                new Scenario(
                                        "cut-connections",
                                        2,
                                        plan(Duration.ofSeconds(80)),
                                        Disturbance.cutConnections(Duration.ofSeconds(75), Duration.ofMillis(250))),
                                new Scenario(
                                        "rolling-restart",
                                        3,
                                        plan(Duration.ofSeconds(100)),
                                        Disturbance.rollingRestart(1))),
                        skewedClock().stream(),
                        Stream.of(
                                new Scenario(
                                                "fence-off",
                                                2,
                                                new Plan(4_000, 0, Duration.ofMinutes(1)),
                                                Disturbance.freezes(4, Duration.ofSeconds(1)))
                                        .without("dev/takt/sql"),
                                new Scenario(
                                                "take-over-off",
                                                2,
                                                new Plan(5_000, 0, Duration.ofSeconds(20)),
                                                Disturbance.killForGood()
                                                        .then(Disturbance.none(Duration.ofSeconds(20))))
                                        .without("dev/takt/cluster")))
                .flatMap(scenarios -> scenarios)
                .toList();
    }

    private static Plan plan(Duration over) {
        return new Plan(TASKS, SCHEDULES, over);
    }

    /** The last node's wall clock is an hour ahead, by Debian's package faketime. */
    private static Optional<Scenario> skewedClock() {
        Optional<Path> library = library();
        if (library.isEmpty()) {
            Lines.say("skewed-clock is NOT run: libfaketimeMT.so.1 was not found (apt-get install faketime)");
        }
        return library.map(found -> new Scenario(
                        "skewed-clock", 2, plan(Duration.ofSeconds(100)), Disturbance.kills(2, Duration.ofSeconds(25)))
                .withLastNodeIn(Map.of(
                        "LD_PRELOAD",
                        found.toString(),
                        "FAKETIME",
                        "+1h",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))); // else each wait of Java with a limit ends at once
    }

    private static Optional<Path> library() {
        try (Stream<Path> files = Files.find(FAKETIME, 3, (path, attributes) -> path.endsWith("libfaketimeMT.so.1"))) {
            return files.findFirst();
        } catch (java.io.IOException | java.io.UncheckedIOException none) {
            return Optional.empty();
        }
    }
}
