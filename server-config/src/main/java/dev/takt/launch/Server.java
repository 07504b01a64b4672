package dev.takt.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Payara Micro as a process of its own. */
final class Server {
    private static final long STOP_SECONDS = 45;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Process process;
    private final URI ready;

    private Server(Process process, int port) {
        this.process = process;
        this.ready = URI.create("http://127.0.0.1:" + port + "/takt/health/ready");
    }

    static Server start(Options options) {
        ProcessBuilder builder = new ProcessBuilder(command(options)).inheritIO();
        builder.environment().put("TAKT_DB_URL", options.databaseUrl());
        builder.environment().put("TAKT_DB_USER", options.databaseUser());
        builder.environment().put("TAKT_DB_PASSWORD", options.databasePassword());
        builder.environment().put("TAKT_ADMIN_PASSWORD", options.adminPassword());
        try {
            return new Server(builder.start(), options.port());
        } catch (IOException e) {
            throw new LaunchException("Payara Micro cannot be started: " + e.getMessage());
        }
    }

    private static List<String> command(Options options) {
        Path run = options.home().resolve("target").resolve("run");
        String database = options.isPostgresql() ? "postgresql" : "h2";
        Path script = options.home().resolve("payara-micro").resolve("takt-" + database + ".preboot");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                run.resolve("payara-micro.jar").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(options.port()),
                "--prebootcommandfile",
                script.toString(),
                "--deploy",
                run.resolve("takt-web.war").toString(),
                "--contextroot",
                "/takt"));
        if (options.isPostgresql()) {
            command.addAll(List.of("--addlibs", run.resolve("postgresql.jar").toString()));
        }
        return command;
    }

    /** Waits until the scheduler answers; false if the process ended before. */
    boolean awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(ready)
                .timeout(LOOK_EVERY.multipliedBy(8))
                .build();
        while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                // asked again until the process is up or gone
            }
        }
        return false;
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to stop and waits; after a while it is ended. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
