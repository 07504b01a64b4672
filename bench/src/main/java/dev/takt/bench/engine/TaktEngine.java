package dev.takt.bench.engine;

import dev.takt.bench.measure.Await;
import dev.takt.bench.measure.Recorder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Takt on Payara Micro as users deploy it; schedules are made as rows, or by the functions of the application. */
final class TaktEngine implements Engine {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * How many tasks were ever claimed: cheap. Whoever looks for what is left walks over the dead entries of all that has
     * ended, and would take part in what is measured: only when all are claimed.
     */
    private static final String CLAIMED = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM takt_task_seq";

    private static final String LEFT = """
            SELECT (EXISTS (SELECT 1 FROM takt_task WHERE finished_at IS NULL)
                OR EXISTS (SELECT 1 FROM takt_schedule WHERE priority = 1 AND next_run <= now() AND repeats <> 0
                    AND NOT paused AND broken IS NULL))::int""";

    private static final String DRAIN = "UPDATE takt_node SET draining = true";
    private static final String BEAT = "SELECT max(beat) FROM takt_node";
    private static final String FIRST_POLL = "SELECT min(queued_at) FROM takt_task";
    private static final String LAST_OUTCOME = "SELECT max(pg_xact_commit_timestamp(xmin)) FROM takt_task";

    /** None of a burst is left: what has no function on any node waits for ever, and does not count. */
    private static final String BURST_LEFT = """
            SELECT (EXISTS (SELECT 1 FROM takt_task WHERE finished_at IS NULL AND node IS NOT NULL)
                OR EXISTS (SELECT 1 FROM takt_schedule WHERE priority = 1 AND next_run <= now() AND repeats <> 0
                    AND NOT paused AND broken IS NULL AND func = 'bench.noop'))::int""";

    private static final String BURST_SECONDS = """
            SELECT extract(epoch FROM max(pg_xact_commit_timestamp(xmin)) - min(queued_at))
            FROM takt_task WHERE func = 'bench.noop' AND id > """;

    private static final List<String> FUNCTIONS = List.of("dev/takt/bench/app", "dev/takt/bench/measure");

    private final Setup setup;
    private final int port = Payara.freePort();
    private final String database;
    private final Path war;
    private final Recorder recorder;
    private final Path recorderFile;
    private @Nullable Process process;
    private @Nullable Connection looks;
    private long claimedInTheEnd;

    TaktEngine(Setup setup, String database) throws IOException {
        this.setup = setup;
        this.database = database;
        this.recorderFile = setup.folder().resolve("recorder");
        this.recorder = Recorder.at(recorderFile);
        this.war = TaktArchive.make(
                setup.server().resolve("takt-web.war"),
                setup.folder().resolve("takt.war"),
                TaktEngine.class,
                FUNCTIONS);
    }

    /** The server starts, and the node drains until {@link #start()}: what a server does at its own start is not Takt's. */
    @Override
    public void prepare() throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database);
        dataSource.setUser("postgres");
        dev.takt.config.Migrations.run(dataSource, "postgresql");
        execute("CREATE TABLE bench_effect (id bigserial PRIMARY KEY, task bigint NOT NULL)");
        process = Payara.start(
                setup,
                port,
                database,
                war,
                Map.of(
                        Recorder.FILE,
                        recorderFile.toString(),
                        "takt.workers",
                        Integer.toString(setup.workers()),
                        "takt.save-limit",
                        "0",
                        "takt.keep-failures",
                        "1000000"),
                Map.of());
        await(() -> number("SELECT count(*) FROM takt_node") > 0);
        execute(DRAIN);
        await(() -> Payara.isReady(setup));
        awaitBeat();
    }

    /** By then the node knows what its row says. */
    private void awaitBeat() throws Exception {
        long beat = number(BEAT);
        await(() -> number(BEAT) > beat + 1);
    }

    private void await(Await.Condition condition) throws Exception {
        String inVain = "Payara Micro has ended or does not answer; see " + setup.folder();
        Await.until(
                () -> {
                    if (process == null || !process.isAlive()) {
                        throw new IOException(inVain);
                    }
                    return condition.holds();
                },
                LOOK,
                START,
                inVain);
    }

    @Override
    public void due(int tasks) throws SQLException {
        insertDue("bench.noop", tasks);
    }

    @Override
    public void dueEffects(int tasks) throws SQLException {
        insertDue("bench.effect", tasks);
    }

    @Override
    public void far(int tasks) throws SQLException {
        insert("bench.noop", "now() + interval '1 year' + n * interval '1 millisecond'", tasks);
    }

    private void insertDue(String func, int tasks) throws SQLException {
        insert(func, "now() - interval '1 minute'", tasks);
        claimedInTheEnd = number(CLAIMED) + tasks;
    }

    private void insert(String func, String nextRun, int tasks) throws SQLException {
        execute("INSERT INTO takt_schedule (func, next_run) SELECT '" + func + "', " + nextRun
                + " FROM generate_series(1, " + tasks + ") n");
    }

    @Override
    public void fill(int schedules, int tasks) throws SQLException {
        try (Connection connection = connect()) {
            TaktRows.fill(connection, schedules, tasks);
        }
    }

    @Override
    public URI pages() {
        return URI.create("http://127.0.0.1:" + port + "/takt/");
    }

    @Override
    public double burst(int tasks) throws Exception {
        execute(DRAIN);
        awaitBeat();
        long before = number("SELECT max(id) FROM takt_task");
        due(tasks);
        execute("CHECKPOINT");
        start();
        awaitBeat();
        await(() -> areClaimed() && number(BURST_LEFT) == 0);
        return tasks / look(BURST_SECONDS + before, row -> row.getDouble(1));
    }

    private boolean areClaimed() throws SQLException {
        return number(CLAIMED) >= claimedInTheEnd;
    }

    @Override
    public void start() throws SQLException {
        execute("UPDATE takt_node SET draining = false");
    }

    @Override
    public void recurring(int schedules, Instant first) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO takt_schedule (func, schedule_type, every, next_run) SELECT 'bench.late', 'E', 'PT1S',"
                                + " ?::timestamptz + n * interval '1 second' / ? FROM generate_series(0, ? - 1) n")) {
            insert.setObject(1, OffsetDateTime.ofInstant(first, ZoneOffset.UTC));
            insert.setInt(2, schedules);
            insert.setInt(3, schedules);
            insert.executeUpdate();
        }
    }

    @Override
    public void once(List<Instant> times) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO takt_schedule (func, next_run)"
                        + " SELECT 'bench.late', at FROM unnest(?::timestamptz[]) AS t (at)")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz",
                            times.stream()
                                    .map(at -> at.atOffset(ZoneOffset.UTC))
                                    .toArray()));
            insert.executeUpdate();
        }
    }

    @Override
    public long create(int threads, Duration duration) throws Exception {
        return resultOf("bench.create", threads, duration);
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws Exception {
        return resultOf("bench.createInBulk", threads, duration);
    }

    @Override
    public long runNow(int threads, Duration duration) throws Exception {
        long calls = resultOf("bench.runNow", threads, duration);
        await(() -> number("SELECT count(*) FROM takt_task WHERE finished_at IS NULL") == 0);
        return calls;
    }

    /** Looks only when the time is over for which schedules are made: a look takes part in what is measured. */
    private long resultOf(String func, int threads, Duration duration) throws Exception {
        long before = number("SELECT coalesce(max(id), 0) FROM takt_task");
        execute("INSERT INTO takt_schedule (func, args) VALUES ('" + func + "', '[" + threads + ", \"" + duration
                + "\"]')");
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        String ended =
                " FROM takt_task WHERE id > " + before + " AND func = '" + func + "' AND finished_at IS NOT NULL";
        await(() -> number("SELECT count(*)" + ended) > 0);
        if (number("SELECT count(*)" + ended + " AND state = 'SUCCEEDED'") == 0) {
            throw new IOException(func + " failed; see " + setup.folder());
        }
        return number("SELECT result::bigint" + ended);
    }

    @Override
    public long completed() throws SQLException {
        return !areClaimed() || number(LEFT) > 0
                ? 0
                : number("SELECT count(*) FROM takt_task WHERE finished_at IS NOT NULL");
    }

    @Override
    public Instant firstPoll() throws SQLException {
        return instant(FIRST_POLL);
    }

    @Override
    public Instant lastOutcome() throws SQLException {
        return instant(LAST_OUTCOME);
    }

    @Override
    public long distinctOutcomes(int tasks) throws SQLException {
        return number("SELECT count(DISTINCT (schedule_id, planned_at)) FROM takt_task WHERE state = 'SUCCEEDED'");
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public long pid() {
        return process == null ? ProcessHandle.current().pid() : process.pid();
    }

    @Override
    public String settings() {
        return "Payara Micro with takt-web.war and the script takt-postgresql.preboot, takt.workers=" + setup.workers()
                + ", takt.save-limit=0, takt.keep-failures=1000000, otherwise defaults";
    }

    @Override
    public void close() throws InterruptedException, SQLException {
        if (looks != null) {
            looks.close();
        }
        if (process != null) {
            Java.end(process);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database, "postgres", "");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        return look(sql, row -> row.getLong(1));
    }

    private Instant instant(String sql) throws SQLException {
        return look(sql, row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** On one connection, as long as it lasts: to open one costs more than a hundred tasks. */
    private <T> T look(String sql, Reader<T> reader) throws SQLException {
        if (looks == null || !looks.isValid(1)) {
            looks = connect();
        }
        try (Statement statement = looks.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return reader.read(row);
        }
    }
}
