package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * No scheduler: the least durable work that one could do, as a measure for the others. A loop claims a batch, runs it,
 * inserts a result row for each task and moves the schedules on, in one transaction. Beside effects, 8 loops take one
 * task each: lock it, insert its effect, record it, commit.
 */
final class LimitPeer implements Peer {
    private static final int BATCH = 500;
    private static final int BULK = 1000;
    private static final int LOOPS = 2;

    private static final String TABLES = """
            CREATE SEQUENCE limit_seq;
            CREATE TABLE limit_schedule (id bigint DEFAULT nextval('limit_seq') PRIMARY KEY, func varchar(300) NOT NULL,
                next_run timestamptz NOT NULL, every interval);
            CREATE INDEX limit_schedule_due ON limit_schedule (next_run);
            CREATE TABLE limit_result (schedule_id bigint NOT NULL, planned_at timestamptz NOT NULL,
                finished_at timestamptz NOT NULL, state varchar(9) NOT NULL, PRIMARY KEY (schedule_id, planned_at));
            CREATE TABLE bench_effect (id bigserial PRIMARY KEY, task bigint NOT NULL)""";

    private static final String CLAIM = "SELECT id, next_run, every IS NULL AS once FROM limit_schedule"
            + " WHERE next_run <= now() ORDER BY next_run LIMIT ? FOR UPDATE SKIP LOCKED";

    private static final String RESULT = "INSERT INTO limit_result SELECT s, p, now(), 'SUCCEEDED'"
            + " FROM unnest(?::bigint[], ?::timestamptz[]) AS r (s, p)";

    private static final String ADVANCE =
            "UPDATE limit_schedule SET next_run = next_run + every WHERE id = ANY(?) AND every IS NOT NULL";

    private static final String END = "DELETE FROM limit_schedule WHERE id = ANY(?) AND every IS NULL";

    private static final String NEXT =
            "SELECT extract(epoch FROM min(next_run) - clock_timestamp()) FROM limit_schedule";

    private static final String INSERT = "INSERT INTO limit_schedule (func, next_run) VALUES ('bench', ?)";

    private final DataSource dataSource;
    private final Recorder recorder;
    private final int workers;
    private final ExecutorService loops = Executors.newCachedThreadPool();
    private volatile boolean stopped;
    private boolean records;
    private boolean effects;

    LimitPeer(DataSource dataSource, Recorder recorder, int workers) {
        this.dataSource = dataSource;
        this.recorder = recorder;
        this.workers = workers;
    }

    @Override
    public void prepare() throws SQLException {
        execute(TABLES);
    }

    @Override
    public void due(int tasks) throws SQLException {
        insert(tasks, "now() - interval '1 minute'");
    }

    @Override
    public void far(int tasks) throws SQLException {
        insert(tasks, "now() + interval '1 year' + n * interval '1 millisecond'");
    }

    @Override
    public void dueEffects(int tasks) throws SQLException {
        effects = true;
        due(tasks);
    }

    @Override
    public void start() {
        recorder.firstPoll();
        if (effects) {
            for (int loop = 0; loop < workers; loop++) {
                loops.execute(() -> loop(this::oneEffect));
            }
        } else {
            for (int loop = 0; loop < LOOPS; loop++) {
                loops.execute(() -> loop(this::batch));
            }
        }
    }

    @Override
    public void recurring(int schedules, Instant first) throws SQLException {
        records = true;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO limit_schedule (func, next_run, every) SELECT 'bench',"
                                + " ?::timestamptz + n * interval '1 second' / ?, interval '1 second' FROM generate_series(0, ? - 1) n")) {
            insert.setObject(1, OffsetDateTime.ofInstant(first, ZoneOffset.UTC));
            insert.setInt(2, schedules);
            insert.setInt(3, schedules);
            insert.executeUpdate();
        }
    }

    @Override
    public void once(List<Instant> times) throws SQLException {
        records = true;
        try (Connection connection = dataSource.getConnection()) {
            insertAll(connection, times);
        }
    }

    @Override
    public long create(int threads, Duration duration) throws Exception {
        return inThreads(threads, duration, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).plusYears(1));
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws Exception {
        List<Instant> times = java.util.Collections.nCopies(BULK, Instant.now().plus(Duration.ofDays(365)));
        return inThreads(threads, duration, connection -> insertAll(connection, times));
    }

    @Override
    public String settings() {
        return LOOPS + " loops, batches of " + BATCH + "; effects: " + workers + " loops of one task each";
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        loops.shutdown();
        loops.awaitTermination(10, TimeUnit.SECONDS);
    }

    private interface Step {
        /** Does something; says how many tasks it did. */
        int in(Connection connection) throws SQLException;
    }

    private void loop(Step step) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            while (!stopped) {
                int done = step.in(connection);
                connection.commit();
                if (done > 0) {
                    recorder.completed(done);
                } else {
                    sleepUntilDue(connection);
                }
            }
        } catch (SQLException away) {
            System.err.println("A loop of the limit ends: " + away.getMessage());
        }
    }

    private int batch(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        List<OffsetDateTime> planned = new ArrayList<>();
        boolean anyOnce = false;
        boolean anyRecurring = false;
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, BATCH);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                    planned.add(rows.getObject(2, OffsetDateTime.class));
                    anyOnce |= rows.getBoolean(3);
                    anyRecurring |= !rows.getBoolean(3);
                }
            }
        }
        if (ids.isEmpty()) {
            return 0;
        }
        if (records) {
            planned.forEach(due -> recorder.began(due.toInstant()));
        }
        Object[] all = ids.toArray();
        try (PreparedStatement result = connection.prepareStatement(RESULT)) {
            result.setArray(1, connection.createArrayOf("bigint", all));
            result.setArray(2, connection.createArrayOf("timestamptz", planned.toArray()));
            result.executeUpdate();
        }
        if (anyRecurring) {
            update(connection, ADVANCE, all);
        }
        if (anyOnce) {
            update(connection, END, all);
        }
        return all.length;
    }

    private int oneEffect(Connection connection) throws SQLException {
        long id;
        OffsetDateTime planned;
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, 1);
            try (ResultSet rows = claim.executeQuery()) {
                if (!rows.next()) {
                    return 0;
                }
                id = rows.getLong(1);
                planned = rows.getObject(2, OffsetDateTime.class);
            }
        }
        try (PreparedStatement effect = connection.prepareStatement("INSERT INTO bench_effect (task) VALUES (?)")) {
            effect.setLong(1, id);
            effect.executeUpdate();
        }
        try (PreparedStatement result =
                connection.prepareStatement("INSERT INTO limit_result VALUES (?, ?, now(), 'SUCCEEDED')")) {
            result.setLong(1, id);
            result.setObject(2, planned);
            result.executeUpdate();
        }
        try (PreparedStatement end = connection.prepareStatement("DELETE FROM limit_schedule WHERE id = ?")) {
            end.setLong(1, id);
            end.executeUpdate();
        }
        return 1;
    }

    private static void update(Connection connection, String sql, Object[] ids) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("bigint", ids));
            update.executeUpdate();
        }
    }

    /** Until the next is due, but not so long that one planned meanwhile would be late. */
    private static void sleepUntilDue(Connection connection) throws SQLException {
        double seconds = 0.001;
        try (Statement next = connection.createStatement();
                ResultSet row = next.executeQuery(NEXT)) {
            if (row.next() && row.getObject(1) != null) {
                seconds = row.getDouble(1);
            }
        }
        connection.commit();
        LockSupport.parkNanos((long) (1e9 * Math.max(0.0003, Math.min(seconds, 0.02))));
    }

    private void insert(int tasks, String nextRun) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO limit_schedule (func, next_run) SELECT 'bench', "
                                + nextRun + " FROM generate_series(1, ?) n")) {
            insert.setInt(1, tasks);
            insert.executeUpdate();
        }
    }

    private static int insertAll(Connection connection, List<Instant> times) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO limit_schedule (func, next_run) SELECT 'bench', at"
                        + " FROM unnest(?::timestamptz[]) AS t (at)")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz",
                            times.stream()
                                    .map(at -> at.atOffset(ZoneOffset.UTC))
                                    .toArray()));
            return insert.executeUpdate();
        }
    }

    private long inThreads(int threads, Duration duration, Step step) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        AtomicLong planned = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try (Connection connection = dataSource.getConnection()) {
                    while (System.nanoTime() < end) {
                        planned.addAndGet(step.in(connection));
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        return planned.get();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
