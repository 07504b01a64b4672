package dev.takt.web.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server has logged since it was made.
 *
 * @param folder where {@code server.log} is, and what it has been renamed to when it was full
 * @param ofTheServer what the server's own parts warn of, whatever is deployed
 */
record ServerLog(Path folder, Pattern ofTheServer) {
    private static final String CURRENT = "server.log";

    /** Each begins with its date. */
    private static final Pattern ENTRIES = Pattern.compile("(?m)^(?=\\[?20\\d\\d-\\d\\d-\\d\\d[T ])");

    /** Payara's levels and WildFly's. */
    private static final Pattern TROUBLE =
            Pattern.compile("^(\\S+ \\[Payara [^]]+] \\[(WARNING|SEVERE)]|\\S+ \\S+ (WARN|ERROR|FATAL) )");

    String text() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(CURRENT))
                    .sorted(Comparator.comparing(ServerLog::isCurrent).thenComparing(Path::getFileName))
                    .map(ServerLog::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCurrent(Path file) {
        return file.getFileName().toString().equals(CURRENT);
    }

    /** Whatever another process is about to write. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The warnings and errors of a part of it. */
    List<String> trouble(String part) {
        return ENTRIES.splitAsStream(part)
                .filter(entry -> TROUBLE.matcher(entry).find())
                .filter(entry -> !ofTheServer.matcher(entry).find())
                .toList();
    }
}
