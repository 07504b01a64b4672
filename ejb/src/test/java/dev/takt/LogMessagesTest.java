package dev.takt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    private static final Pattern STATEMENT =
            Pattern.compile("LOG\\.\\w+\\(\\s*(?:Level\\.\\w+,\\s*)?\"TAKT-.*?\\);", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Of one, and not saying which. */
    private static final Pattern NAMELESS = Pattern.compile("(?i)\\b(?:task|schedule|node)\\b(?! \\{)");

    private static final Pattern NAMED = Pattern.compile("(?i)\\b(?:task|schedule|node) \\{");
    private static final Pattern OF_ENGINE = Pattern.compile("TAKT-[234]\\d\\d");

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

    /** So that whatever happened with one of them is found by {@code grep -iw 'task 12'}. */
    @Test
    void whoeverSpeaksOfATaskAScheduleOrANodeSaysWhichRightAfterTheWord() throws IOException {
        List<String> without = messages().stream()
                .filter(message -> NAMELESS.matcher(message).find())
                .toList();

        assertEquals(List.of(), without);
    }

    /** What happens on a node is of this node, or of a task or schedule; but not a job of any kind, or what JMX says. */
    @Test
    void everyMessageOfTheEngineSaysOfWhichTaskScheduleOrNodeItIs() throws IOException {
        Set<String> ofNone = new TreeSet<>();
        messages().stream()
                .filter(message -> OF_ENGINE.matcher(message).find())
                .filter(message -> !NAMED.matcher(message).find())
                .forEach(message -> ofNone.addAll(ids(message)));

        assertEquals(Set.of("TAKT-204", "TAKT-207", "TAKT-406", "TAKT-407", "TAKT-409"), ofNone);
    }

    @Test
    void aMessageThatDoesNotSayWhichIsFound() {
        assertTrue(NAMELESS.matcher("TAKT-399 A task has ended").find());
        assertTrue(NAMELESS.matcher("TAKT-399 Task {0} of this node has ended").find());
        assertFalse(NAMELESS.matcher("TAKT-399 Task {0} and task {} are two tasks of node {1}''s")
                .find());
        assertEquals(
                List.of("TAKT-399 Task {} is; gone {0}"),
                messages("LOG.log(Level.INFO, \"TAKT-399 Task \" + id + \" is; gone {0}\", why());"));
    }

    private static List<String> messages() throws IOException {
        return sources().stream().flatMap(source -> messages(source).stream()).toList();
    }

    /** The texts of each statement, with {} for what stands between them. */
    private static List<String> messages(String source) {
        return STATEMENT
                .matcher(source)
                .results()
                .map(found -> TEXT.matcher(found.group())
                        .results()
                        .map(text -> text.group(1))
                        .collect(Collectors.joining("{}")))
                .toList();
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
