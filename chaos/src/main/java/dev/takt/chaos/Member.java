package dev.takt.chaos;

import dev.takt.bench.engine.Payara;
import dev.takt.bench.engine.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node of the cluster: a process of Payara Micro that is killed, stopped and started again. */
final class Member {
    private static final long SHUTDOWN_SECONDS = 60;

    /**
     * Here servers start all the time. Java's second compiler takes half of what a start needs, and the collector for many
     * processors a part of the rest.
     */
    private static final Map<String, String> OF_ALL =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private final String name;
    private final Setup setup;
    private final Path archive;
    private final String database;
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private int starts;
    private Process process;

    private Member(
            String name,
            Setup setup,
            Path archive,
            String database,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.setup = setup;
        this.archive = archive;
        this.database = database;
        this.settings = settings;
        this.environment = environment;
        this.process = launch();
    }

    static Member start(
            String name,
            Setup tools,
            Path archive,
            String database,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("takt.node-name", name);
        Map<String, String> ofProcess = new HashMap<>(OF_ALL);
        ofProcess.putAll(environment);
        return new Member(name, tools, archive, database, all, ofProcess);
    }

    long pid() {
        return process.pid();
    }

    String name() {
        return name;
    }

    /** Each start has a folder, and so a log, of its own. */
    private Process launch() throws IOException {
        starts++;
        Path folder = Files.createDirectories(setup.folder().resolve(name).resolve("start-" + starts));
        return Payara.start(setup.in(folder), Payara.freePort(), database, archive, settings, environment);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, and waits for its end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not stop; see " + setup.folder());
        }
    }

    /** A server that has ended by itself never joins. */
    void assertLives() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended by itself; see " + setup.folder());
        }
    }

    void startAgain() throws IOException {
        process = launch();
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill " + signal + " has failed");
        }
    }
}
