package dev.takt.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads settings by type and collects every problem instead of stopping at the first. */
final class Settings {
    private final Function<String, Optional<String>> source;
    private final Map<String, String> known = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    String text(String key, String otherwise) {
        return read(key, otherwise, text -> text, "a text");
    }

    boolean flag(String key, boolean otherwise) {
        return Boolean.parseBoolean(read(key, Boolean.toString(otherwise), this::trueOrFalse, "true or false"));
    }

    /** One of these words, the first by default. */
    String choice(String key, String... words) {
        List<String> known = List.of(words);
        return read(key, words[0], text -> oneOf(text, known), String.join(" or ", known));
    }

    int number(String key, int otherwise, int least, int most) {
        return Integer.parseInt(read(
                key,
                Integer.toString(otherwise),
                text -> inRange(Integer.parseInt(text), least, most),
                "a whole number from " + least + " to " + most));
    }

    Duration duration(String key, Duration otherwise, Duration least) {
        return Duration.parse(read(
                key,
                otherwise.toString(),
                text -> atLeast(Duration.parse(text), least),
                "an ISO-8601 duration of at least " + least));
    }

    Optional<Duration> optionalDuration(String key) {
        String text = read(
                key,
                "none",
                value -> value.equals("none") ? value : atLeast(Duration.parse(value), Duration.ofMillis(1)),
                "none, or an ISO-8601 duration of at least PT0.001S");
        return text.equals("none") ? Optional.empty() : Optional.of(Duration.parse(text));
    }

    ZoneId zone(String key, String otherwise) {
        return ZoneId.of(read(key, otherwise, text -> ZoneId.of(text).getId(), "an IANA zone such as Europe/Paris"));
    }

    /** Absolute paths, separated by commas; {@code none} by default. */
    Set<String> paths(String key) {
        String text = read(key, "none", Settings::absolutePaths, "none, or absolute paths separated by commas");
        return text.equals("none") ? Set.of() : Set.of(text.split(","));
    }

    void refuse(String problem) {
        problems.add(problem);
    }

    Map<String, String> effective() {
        return known;
    }

    void check() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private String read(String key, String otherwise, Function<String, String> parse, String expected) {
        String given = source.apply(key)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(otherwise);
        String value = otherwise;
        try {
            value = parse.apply(given);
        } catch (IllegalArgumentException | DateTimeException notOfThatKind) {
            problems.add(key + ": expected " + expected + ", was \"" + given + "\"");
        }
        known.put(key, value);
        return value;
    }

    private String trueOrFalse(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String oneOf(String text, List<String> words) {
        if (!words.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String absolutePaths(String text) {
        if (text.equals("none")) {
            return text;
        }
        List<String> paths =
                Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
        if (!paths.stream().allMatch(path -> Path.of(path).isAbsolute())) {
            throw new IllegalArgumentException(text);
        }
        return String.join(",", paths);
    }

    private static String inRange(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(Integer.toString(value));
        }
        return Integer.toString(value);
    }

    private static String atLeast(Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value.toString();
    }
}
