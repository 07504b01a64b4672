package dev.takt.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.takt.bench.measure.Recorder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** db-scheduler with one of its two polling strategies, each with the fractions that its manual gives. */
final class DbSchedulerPeer implements Peer {
    private static final Duration POLLING = Duration.ofMillis(100);
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);
    private static final int BULK = 1000;

    /** Without the column and the index of priorities, which are for those who ask for them. */
    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text, last_success timestamptz,
                last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)""";

    /** Of the one row that the engine wrote. */
    private static final String COPIES = """
            INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
            SELECT task_name, 'copy-' || n, task_data, execution_time + n * interval '%s', picked, version
            FROM scheduled_tasks, generate_series(2, %d) n""";

    private final DataSource dataSource;
    private final Recorder recorder;
    private final Scheduler scheduler;
    private final String settings;
    private final Task<Void> noop;
    private final Task<Void> late;
    private final Task<Void> lateEachSecond;
    private final AtomicLong ids = new AtomicLong();

    private DbSchedulerPeer(DataSource dataSource, Recorder recorder, int workers, boolean locks) {
        this.dataSource = dataSource;
        this.recorder = recorder;
        this.noop = Tasks.custom("noop", Void.class).execute((task, context) -> (completed, outcome) -> {
            outcome.stop();
            recorder.completed(1); // the row is deleted, in a transaction of its own
        });
        this.late = Tasks.oneTime("late", Void.class)
                .execute((task, context) -> recorder.began(context.getExecution().executionTime));
        // from slot to slot: its own schedules count from the end of a run, or skip the slots that were missed
        this.lateEachSecond = Tasks.custom("late-each-second", Void.class).execute((task, context) -> {
            recorder.began(context.getExecution().executionTime);
            return (completed, outcome) -> outcome.reschedule(
                    completed, completed.getExecution().executionTime.plus(EACH_SECOND));
        });
        SchedulerBuilder builder = Scheduler.create(dataSource, noop, late, lateEachSecond)
                .threads(workers)
                .pollingInterval(POLLING);
        this.scheduler = (locks
                        ? builder.pollUsingLockAndFetch(1.0, 4.0)
                        : builder.pollUsingFetchAndLockOnExecute(0.5, 3.0))
                .build();
        this.settings = workers + " threads, polling interval " + POLLING.toMillis() + " ms, "
                + (locks ? "lock-and-fetch (1.0, 4.0)" : "fetch (0.5, 3.0)")
                + ", no priorities, otherwise defaults";
    }

    static DbSchedulerPeer lockAndFetch(DataSource dataSource, Recorder recorder, int workers) {
        return new DbSchedulerPeer(dataSource, recorder, workers, true);
    }

    static DbSchedulerPeer fetch(DataSource dataSource, Recorder recorder, int workers) {
        return new DbSchedulerPeer(dataSource, recorder, workers, false);
    }

    @Override
    public void prepare() throws SQLException {
        Sql.execute(dataSource, TABLE);
    }

    @Override
    public void due(int tasks) throws SQLException {
        scheduler.scheduleIfNotExists(noop.instance(nextId()), Instant.now().minus(Duration.ofMinutes(1)));
        Sql.execute(dataSource, String.format(COPIES, "0", tasks));
    }

    @Override
    public void far(int tasks) throws SQLException {
        scheduler.scheduleIfNotExists(noop.instance(nextId()), inAYear());
        Sql.execute(dataSource, String.format(COPIES, "1 millisecond", tasks));
    }

    @Override
    public void start() {
        recorder.firstPoll();
        scheduler.start();
    }

    @Override
    public void recurring(int schedules, Instant first) {
        long apart = EACH_SECOND.toNanos() / schedules;
        scheduler.scheduleBatch(instances(lateEachSecond, schedules, n -> first.plusNanos(n * apart)));
    }

    @Override
    public void once(List<Instant> times) {
        scheduler.scheduleBatch(instances(late, times.size(), n -> times.get(Math.toIntExact(n))));
    }

    @Override
    public long create(int threads, Duration duration) throws Exception {
        return Callers.repeat(
                threads, duration, () -> scheduler.scheduleIfNotExists(noop.instance(nextId()), inAYear()) ? 1 : 0);
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws Exception {
        return Callers.repeat(threads, duration, () -> {
            Instant at = inAYear();
            scheduler.scheduleBatch(instances(noop, BULK, n -> at));
            return BULK;
        });
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    private List<SchedulableInstance<?>> instances(Task<Void> task, int count, LongFunction<Instant> due) {
        return LongStream.range(0, count)
                .<SchedulableInstance<?>>mapToObj(n -> SchedulableInstance.of(task.instance(nextId()), due.apply(n)))
                .toList();
    }

    private String nextId() {
        return Long.toString(ids.incrementAndGet());
    }

    private static Instant inAYear() {
        return Instant.now().plus(Duration.ofDays(365));
    }
}
