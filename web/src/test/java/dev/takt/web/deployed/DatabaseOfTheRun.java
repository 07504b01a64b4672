package dev.takt.web.deployed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has an empty database ready before the first container starts, and ends it after the last one has. The failsafe
 * executions say which one; unit tests have neither property, so nothing is done for them.
 */
public final class DatabaseOfTheRun implements LauncherSessionListener {
    private static final long SERVER_STOPS_WITHIN_SECONDS = 45;

    private EmbeddedPostgres postgresql;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            if (System.getProperty("takt.it.h2") != null) {
                delete(Path.of(System.getProperty("takt.it.h2")));
            }
            if (Integer.getInteger("takt.it.postgresql.port") != null) {
                postgresql = EmbeddedPostgres.builder()
                        .setPort(Integer.getInteger("takt.it.postgresql.port"))
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (System.getProperty("payara.microJar") == null) {
            return;
        }
        awaitEndOfServers();
        try {
            if (postgresql != null) {
                postgresql.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For whoever is about to start another one on the same database: the adapter does not wait for the end of the last. */
    static void awaitEndOfServers() {
        ProcessHandle.current().children().filter(DatabaseOfTheRun::isServer).forEach(DatabaseOfTheRun::awaitEnd);
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(System.getProperty("payara.microJar"));
    }

    private static void awaitEnd(ProcessHandle server) {
        server.onExit()
                .completeOnTimeout(server, SERVER_STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        server.destroyForcibly();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
