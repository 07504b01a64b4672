package dev.takt.bench.engine;

import dev.takt.bench.measure.Recorder;
import dev.takt.bench.peer.PeerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A peer, or the bare loop: its process obeys a command a line. */
final class PeerEngine implements Engine {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private final Recorder recorder;
    private final OutcomesLeft outcomes;

    /** Counts the tasks of a burst that still have no outcome. */
    interface OutcomesLeft {
        /** In the database, not in the process. */
        long count() throws SQLException;
    }

    PeerEngine(Setup setup, String name, String database, OutcomesLeft outcomes) {
        Path file = setup.folder().resolve("recorder");
        this.recorder = Recorder.at(file);
        this.outcomes = outcomes;
        ProcessBuilder builder = Java.with(
                setup,
                name,
                Map.of(Recorder.FILE, file.toString()),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerMain.class.getName(),
                        name,
                        database,
                        Integer.toString(setup.workers()),
                        Integer.toString(setup.connections())));
        builder.redirectError(setup.folder().resolve(name + ".log").toFile());
        this.process = Java.start(builder);
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void prepare() throws IOException {
        tell("prepare");
    }

    @Override
    public void due(int tasks) throws IOException {
        tell("due " + tasks);
    }

    @Override
    public void dueEffects(int tasks) throws IOException {
        tell("due-effects " + tasks);
    }

    @Override
    public void far(int tasks) throws IOException {
        tell("far " + tasks);
    }

    @Override
    public void start() throws IOException {
        tell("start");
    }

    @Override
    public void recurring(int schedules, Instant first) throws IOException {
        tell("recurring " + schedules + " " + first);
    }

    @Override
    public void once(List<Instant> times) throws IOException {
        tell("once " + times.stream().map(Instant::toString).collect(Collectors.joining(" ")));
    }

    @Override
    public long create(int threads, Duration duration) throws IOException {
        return Long.parseLong(tell("create " + threads + " " + duration));
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws IOException {
        return Long.parseLong(tell("create-in-bulk " + threads + " " + duration));
    }

    @Override
    public long completed() {
        return recorder.completedTasks();
    }

    @Override
    public Instant firstPoll() {
        return recorder.firstPollAt();
    }

    @Override
    public Instant lastOutcome() {
        return recorder.lastCompletedAt();
    }

    @Override
    public long distinctOutcomes(int tasks) throws SQLException {
        return tasks - outcomes.count();
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String settings() throws IOException {
        return tell("settings");
    }

    private String tell(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        while (answer != null && !answer.matches("(ok|unsupported|failed) .*")) {
            answer = answers.readLine(); // what a library prints
        }
        if (answer == null) {
            throw new IOException("The process ended; see its log");
        }
        String text = answer.substring(answer.indexOf(' ') + 1);
        if (answer.startsWith("unsupported")) {
            throw new UnsupportedOperationException(text);
        }
        if (answer.startsWith("failed")) {
            throw new IOException(command.split(" ")[0] + ": " + text);
        }
        return text;
    }

    @Override
    public void close() throws InterruptedException {
        commands.close();
        Java.end(process);
    }
}
