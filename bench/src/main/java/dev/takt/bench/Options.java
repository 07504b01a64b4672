package dev.takt.bench;

import dev.takt.bench.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param workloads {@code bench.workloads}: in this order
 * @param engines {@code bench.engines}: in this order
 * @param rounds {@code bench.rounds}
 * @param scale {@code bench.scale}: of the numbers of rows and of the lengths of time; 1 is the whole
 * @param workers {@code bench.workers}: tasks at once, for every engine
 * @param connections {@code bench.connections}: of a pool, for every engine
 * @param heap {@code bench.heap}: of every engine's process
 * @param profiled {@code bench.profile}: flight recordings, and the statements' statistics of PostgreSQL
 */
record Options(
        List<String> workloads,
        List<String> engines,
        int rounds,
        double scale,
        int workers,
        int connections,
        String heap,
        boolean profiled) {
    /** An engine's short name stands for all its ways. */
    private static final Map<String, List<String>> FAMILIES =
            Map.of("db-scheduler", List.of("db-scheduler-lock-and-fetch", "db-scheduler-fetch"));

    private static final String WORKERS =
            Integer.toString(Math.max(8, 4 * Runtime.getRuntime().availableProcessors()));

    /**
     * Reads the options.
     *
     * @param source the value of a key, or null
     * @throws IllegalArgumentException naming the option, what was expected and what was there
     */
    static Options read(Function<String, @Nullable String> source) {
        return new Options(
                names(source, "bench.workloads", Workloads.NAMES, Map.of()),
                names(source, "bench.engines", Engines.NAMES, FAMILIES),
                (int) number(source, "bench.rounds", "3", 1, 100),
                number(source, "bench.scale", "1", 0.001, 10),
                (int) number(source, "bench.workers", WORKERS, 1, 64),
                (int) number(source, "bench.connections", "40", 2, 200),
                text(source, "bench.heap", "512m"),
                Boolean.parseBoolean(text(source, "bench.profile", "false")));
    }

    /** So many of so many at this scale. */
    int scaled(int whole) {
        return (int) Math.max(1, Math.round(whole * scale));
    }

    private static List<String> names(
            Function<String, @Nullable String> source,
            String key,
            List<String> known,
            Map<String, List<String>> families) {
        String given = text(source, key, String.join(",", known));
        List<String> chosen = new ArrayList<>();
        for (String name : given.split(",")) {
            String stripped = name.strip();
            List<String> meant = families.getOrDefault(stripped, List.of(stripped));
            if (!known.containsAll(meant)) {
                throw new IllegalArgumentException(key + ": expected some of "
                        + String.join(
                                ", ",
                                Stream.concat(known.stream(), families.keySet().stream())
                                        .toList())
                        + ", was \"" + stripped + "\"");
            }
            chosen.addAll(meant);
        }
        return chosen.stream().distinct().toList();
    }

    private static double number(
            Function<String, @Nullable String> source, String key, String otherwise, double least, double most) {
        String given = text(source, key, otherwise);
        try {
            double value = Double.parseDouble(given);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new IllegalArgumentException(
                key + ": expected a number from " + least + " to " + most + ", was \"" + given + "\"");
    }

    private static String text(Function<String, @Nullable String> source, String key, String otherwise) {
        String given = source.apply(key);
        return given == null || given.isBlank() || given.startsWith("${") ? otherwise : given.strip();
    }

    @Override
    public String toString() {
        return String.join(
                " ",
                Arrays.asList(
                        "workloads=" + String.join(",", workloads),
                        "engines=" + String.join(",", engines),
                        "rounds=" + rounds,
                        "scale=" + scale,
                        "workers=" + workers,
                        "connections=" + connections,
                        "heap=" + heap));
    }
}
