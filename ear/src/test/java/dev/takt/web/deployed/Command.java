package dev.takt.web.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of a server as somebody at a terminal does.
 *
 * @param folder where they are run
 * @param environment what they get beside the environment of the tests
 * @param log takes what they say; not a pipe, which a server that they start would keep open
 */
record Command(Path folder, Map<String, String> environment, Path log) {
    private static final long LONGEST_SECONDS = 120;

    /** Nothing of all this runs for long: only what is very hot, as hashing passwords is, gains from Java's second compiler. */
    private static final String SHORT_LIVED = "-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
            + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

    /** Runs a program to its end, which must be a success, and gives back what it said. */
    String run(String... words) {
        Ended ended = end(words);
        if (ended.status() != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + ended.status() + ":\n" + ended.said());
        }
        return ended.said();
    }

    /** Runs a program to its end. */
    Ended end(String... words) {
        try {
            int before = Files.exists(log) ? (int) Files.size(log) : 0;
            Process program = start(words);
            if (!program.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                program.destroyForcibly();
                throw new AssertionError(String.join(" ", words) + " has not ended; see " + log);
            }
            byte[] all = Files.readAllBytes(log);
            return new Ended(program.exitValue(), new String(all, before, all.length - before, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a program that goes on. */
    Process start(String... words) throws IOException {
        ProcessBuilder program = new ProcessBuilder(List.of(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().put("JAVA_TOOL_OPTIONS", SHORT_LIVED);
        program.environment().putAll(environment);
        return program.start();
    }

    /** How it ended. */
    record Ended(int status, String said) {}
}
