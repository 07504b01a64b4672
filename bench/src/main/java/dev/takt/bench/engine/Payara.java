package dev.takt.bench.engine;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payara Micro, as users start it. */
public final class Payara {
    private Payara() {}

    /**
     * Starts a server.
     *
     * @param setup where it is
     * @param port of its pages
     * @param database what its data source is, as JDBC's address
     * @param archive to deploy, or null for none
     * @param properties of the JVM
     * @param environment of the process, beside what the script needs
     * @return the process
     */
    public static Process start(
            Setup setup,
            int port,
            String database,
            @Nullable Path archive,
            Map<String, String> properties,
            Map<String, String> environment) {
        Path log = log(setup);
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                setup.server().resolve("payara-micro.jar").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--addlibs",
                setup.server().resolve("postgresql.jar").toString(),
                "--prebootcommandfile",
                setup.scripts().resolve("takt-postgresql.preboot").toString()));
        if (archive != null) {
            arguments.addAll(List.of("--deploy", archive.toString(), "--contextroot", "/takt"));
        }
        ProcessBuilder builder = Java.with(setup, "takt", properties, arguments);
        builder.environment()
                .putAll(Map.of(
                        "TAKT_DB_URL", database,
                        "TAKT_DB_USER", "postgres",
                        "TAKT_DB_PASSWORD", "",
                        "TAKT_ADMIN_PASSWORD", "bench",
                        "TAKT_HTTP_ADDRESS", "127.0.0.1"));
        builder.environment().putAll(environment);
        return Java.start(builder.redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /** Whether the server has deployed everything. Its log may have bytes that are no text. */
    static boolean isReady(Setup setup) throws IOException {
        return Files.readString(log(setup), StandardCharsets.ISO_8859_1).contains(") ready in ");
    }

    private static Path log(Setup setup) {
        return setup.folder().resolve("takt.log");
    }

    /**
     * A port for its pages.
     *
     * @return one that nobody listens on
     */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port", e);
        }
    }
}
