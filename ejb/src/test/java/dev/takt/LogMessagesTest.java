package dev.takt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is logged for people has an id, and docs/log-messages.md says what it means. */
class LogMessagesTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern ID = Pattern.compile("TAKT-\\d{3}");
    private static final Pattern WITHOUT_ID = Pattern.compile(
            "LOG\\.(?:info|warning|severe)\\(\\s*+(?!\"TAKT-)|LOG\\.log\\(\\s*Level\\.(?:INFO|WARNING|SEVERE),\\s*+(?!\"TAKT-)");

    @Test
    void whatIsLoggedIsInTheCatalogueAndTheOtherWayRound() throws IOException {
        String catalogue = Files.readString(PROJECT.resolve("docs/log-messages.md"));
        Set<String> logged = ids(String.join("\n", sources()));

        assertTrue(logged.size() > 30, logged.toString());
        assertEquals(ids(catalogue), logged);
    }

    /** The built-in hook prints what it is given. */
    @Test
    void everyMessageFromInfoOnBeginsWithItsId() throws IOException {
        List<String> without = sources().stream()
                .filter(source -> !source.contains("class PrintResult"))
                .flatMap(source -> WITHOUT_ID.matcher(source).results().map(found -> line(source, found)))
                .toList();

        assertEquals(List.of(), without);
    }

    private static String line(String source, MatchResult found) {
        return source.substring(found.start(), Math.min(source.length(), found.end() + 60));
    }

    private static Set<String> ids(String text) {
        Matcher matcher = ID.matcher(text);
        return matcher.results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sources() throws IOException {
        List<String> all = new ArrayList<>();
        for (String module : List.of("ejb", "web")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.add(Files.readString(file));
                }
            }
        }
        return all;
    }
}
