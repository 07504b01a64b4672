package dev.takt.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.takt.bench.measure.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The process of a peer: a command a line on its input, an answer a line on its output: {@code ok ...},
 * {@code unsupported ...} or {@code failed ...}. It ends with its input.
 */
public final class PeerMain {
    private final Peer peer;

    private PeerMain(Peer peer) {
        this.peer = peer;
    }

    /**
     * Runs a peer.
     *
     * @param args its name, the database's address, how many workers, and how many connections
     * @throws Exception if the input cannot be read, or the scheduler cannot be made
     */
    public static void main(String[] args) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(args[1]);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(Integer.parseInt(args[3]));
        pool.setMinimumIdle(4);
        try (HikariDataSource dataSource = new HikariDataSource(pool)) {
            Recorder recorder = Recorder.at(Path.of(System.getProperty(Recorder.FILE)));
            new PeerMain(peer(args[0], dataSource, recorder, Integer.parseInt(args[2]))).obey();
            System.exit(0); // whatever threads the scheduler has left
        }
    }

    private static Peer peer(String name, HikariDataSource dataSource, Recorder recorder, int workers)
            throws Exception {
        return switch (name) {
            case "db-scheduler-lock-and-fetch" -> DbSchedulerPeer.lockAndFetch(dataSource, recorder, workers);
            case "db-scheduler-fetch" -> DbSchedulerPeer.fetch(dataSource, recorder, workers);
            case "quartz" -> new QuartzPeer(dataSource, recorder, workers);
            case "jobrunr" -> new JobRunrPeer(dataSource, recorder, workers);
            case "limit" -> new LimitPeer(dataSource, recorder, workers);
            default -> throw new IllegalArgumentException("There is no engine " + name);
        };
    }

    /** Each command is a line of the standard input, its answer one of the standard output. */
    private void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(answer(line));
            System.out.flush();
        }
    }

    private String answer(String line) {
        try {
            return "ok " + run(Arrays.asList(line.split(" ")));
        } catch (UnsupportedOperationException not) {
            return "unsupported " + not.getMessage();
        } catch (Exception thrown) {
            thrown.printStackTrace();
            return "failed " + String.valueOf(thrown).replace('\n', ' ');
        }
    }

    private String run(List<String> words) throws Exception {
        switch (words.get(0)) {
            case "prepare" -> peer.prepare();
            case "due" -> peer.due(Integer.parseInt(words.get(1)));
            case "far" -> peer.far(Integer.parseInt(words.get(1)));
            case "start" -> peer.start();
            case "recurring" -> peer.recurring(Integer.parseInt(words.get(1)), Instant.parse(words.get(2)));
            case "once" -> peer.once(words.stream().skip(1).map(Instant::parse).toList());
            case "create" -> {
                return Long.toString(peer.create(Integer.parseInt(words.get(1)), Duration.parse(words.get(2))));
            }
            case "create-in-bulk" -> {
                return Long.toString(peer.createInBulk(Integer.parseInt(words.get(1)), Duration.parse(words.get(2))));
            }
            case "due-effects" -> peer.dueEffects(Integer.parseInt(words.get(1)));
            case "settings" -> {
                return peer.settings();
            }
            case "stop" -> peer.stop();
            default -> throw new IllegalArgumentException("There is no command " + words.get(0));
        }
        return "";
    }
}
