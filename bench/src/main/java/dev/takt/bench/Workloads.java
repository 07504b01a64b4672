package dev.takt.bench;

import java.util.List;
import java.util.Map;

/** All workloads, by name. */
final class Workloads {
    static final List<String> NAMES = List.of(
            "burst",
            "recurring",
            "precise",
            "scale",
            "old-xmin",
            "create",
            "run-now",
            "transactional",
            "pages",
            "polled");

    private static final Map<String, Workload> ALL = Map.of(
            "burst", new Burst(),
            "recurring", new Recurring(),
            "precise", new Precise(0),
            "scale", new Precise(1_000_000),
            "old-xmin", new OldXmin(),
            "create", new Create(),
            "run-now", new RunNow(),
            "transactional", new Transactional(),
            "pages", new Pages(),
            "polled", new Polled());

    private Workloads() {}

    static Workload of(String name) {
        return java.util.Objects.requireNonNull(ALL.get(name), name);
    }
}
