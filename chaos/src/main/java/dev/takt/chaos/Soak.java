package dev.takt.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A thousand tasks a second for 20 minutes: what is there after 5 minutes must be all that there is after 20. Nothing goes wrong
 * meanwhile.
 */
final class Soak implements Disturbance {
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofMinutes(20);
    private static final int KEPT_PER_SCHEDULE = 10;
    private static final int SCHEDULES = 1000;
    private static final double GROWTH = 1.05;
    private static final double GROWTH_BYTES = 5e6;

    private static final String SCHEDULE = """
            INSERT INTO takt_schedule (func, args, schedule_type, every, next_run)
            SELECT 'math.sqrt', '[9]', 'E', 'PT1S', now() + interval '5 seconds' + n * interval '1 millisecond'
            FROM generate_series(1, %d) n""";

    private static final String SIZE =
            "SELECT pg_total_relation_size('takt_task') + pg_total_relation_size('takt_schedule')";
    private static final String CONNECTIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    private static final String WAITING_LOCKS = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    private static final String UNFINISHED = "SELECT count(*) FROM takt_task WHERE finished_at IS NULL";

    /** Of each generation, or of the whole heap, as the collector has it; not of classes. */
    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");

    /** Rows are not kept for ever. */
    static final Map<String, String> SETTINGS = Map.of("takt.save-limit", Integer.toString(KEPT_PER_SCHEDULE));

    /** At the end of the script for the server: a pool that is as large as it needs to be from the start on, so that any growth shows. */
    private static final String STEADY_POOL = "\nset resources.jdbc-connection-pool.TaktPool.steady-pool-size=20\n";

    /** As seen after a while. */
    private record Look(List<Double> heaps, long connections, long bytes) {}

    @Override
    public void in(Cluster cluster, Recovery recovery) throws Exception {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(SCHEDULE.formatted(SCHEDULES));
        }
        TimeUnit.SECONDS.sleep(EARLY.toSeconds()); // how long it lasts is what is tried
        Look early = look(cluster, "after 5 min");
        TimeUnit.SECONDS.sleep(LATE.minus(EARLY).toSeconds());
        Look late = look(cluster, "after 20 min");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < early.heaps().size(); i++) {
            if (late.heaps().get(i) > early.heaps().get(i) * GROWTH + GROWTH_BYTES) {
                wrong.add("heap of node " + (i + 1));
            }
        }
        if (late.connections() != early.connections()) {
            wrong.add("connections");
        }
        if (late.bytes() > 2 * early.bytes()) {
            wrong.add("tables");
        }
        wrong.addAll(atRest(cluster));
        if (!wrong.isEmpty()) {
            throw new BrokenPromiseException("more than after 5 minutes, or left behind: " + wrong);
        }
    }

    /** The scripts for the server, with a pool for this. */
    static Path scripts(Path users, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("scripts"));
        String script = "takt-postgresql.preboot";
        Files.writeString(own.resolve(script), Files.readString(users.resolve(script)) + STEADY_POOL);
        return own;
    }

    /** Nothing is left behind when nothing more is to be done. */
    private static List<String> atRest(Cluster cluster) throws Exception {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE takt_schedule SET paused = true");
        }
        Cluster.await("everything to end", Duration.ofMinutes(1), () -> cluster.number(UNFINISHED) == 0);
        List<String> wrong = new ArrayList<>();
        if (cluster.number(WAITING_LOCKS) > 0) {
            wrong.add("locks");
        }
        long kept = cluster.number("SELECT count(*) FROM takt_task");
        Lines.say("soak at rest: unfinished=0, rows kept=" + kept);
        if (kept > 2L * SCHEDULES * KEPT_PER_SCHEDULE) {
            wrong.add("retention");
        }
        return wrong;
    }

    private static Look look(Cluster cluster, String when) throws IOException, InterruptedException, SQLException {
        long connections = cluster.number(CONNECTIONS); // before everything waits for the collector
        List<Double> heaps = new ArrayList<>();
        for (Member member : cluster.members()) {
            heaps.add(heapAfterCollection(member));
        }
        Look look = new Look(heaps, connections, cluster.number(SIZE));
        Lines.say(
                "soak %s: heaps after a full collection %s MB, connections %d, tables %.0f MB, tasks so far %d",
                when,
                heaps.stream().map(bytes -> Math.round(bytes / 1e6)).toList(),
                look.connections(),
                look.bytes() / 1e6,
                cluster.number("SELECT coalesce(sum(runs), 0) FROM takt_stat"));
        return look;
    }

    private static double heapAfterCollection(Member member) throws IOException, InterruptedException {
        ask(member, "GC.run");
        long kilobytes = USED.matcher(ask(member, "GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
        if (kilobytes == 0) {
            throw new IOException("jcmd does not tell of the heap of " + member.name());
        }
        return kilobytes * 1024.0;
    }

    private static String ask(Member member, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(member.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd: " + answer);
        }
        return answer;
    }
}
