package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.JobRunrMetadata;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;

/** JobRunr's open-source edition, without its dashboard. */
final class JobRunrPeer implements Peer {
    /** The shortest that it accepts. */
    private static final Duration POLLING = Duration.ofSeconds(5);

    private static final int BULK = 1000;

    /** Of the one job that the engine wrote, whose id and instant are in its JSON too. */
    private static final String COPIES = """
            INSERT INTO jobrunr_jobs (id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat,
                recurringjobid)
            SELECT copy_id, version, replace(replace(jobasjson, id, copy_id), json_at,
                    to_char(copy_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
                jobsignature, state, createdat, updatedat, copy_at, recurringjobid
            FROM jobrunr_jobs, substring(jobasjson FROM '"scheduledAt":"([^"]+)"') json_at, generate_series(2, %d) n,
                LATERAL (SELECT uuidv7()::text AS copy_id, scheduledat + n * interval '1 millisecond' AS copy_at) copy""";

    private final DataSource dataSource;
    private final JobRunrStorage storage;
    private final int workers;
    private final JobScheduler scheduler;

    JobRunrPeer(DataSource dataSource, Recorder recorder, int workers) {
        this.dataSource = dataSource;
        this.workers = workers;
        this.storage = new JobRunrStorage(dataSource, recorder);
        JobRunrTasks tasks = new JobRunrTasks(recorder);
        JobActivator activator = new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(tasks);
            }
        };
        this.scheduler = JobRunr.configure()
                .useJobActivator(activator)
                .useStorageProvider(storage)
                .useBackgroundJobServer(
                        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                .andWorkerCount(workers)
                                .andPollInterval(POLLING),
                        false)
                .initialize()
                .getJobScheduler();
    }

    @Override
    public void prepare() {
        storage.setUpStorageProvider(DatabaseOptions.CREATE);
        // as its first start does; without it, a start beside many scheduled jobs saves each of them anew
        storage.saveMetadata(new JobRunrMetadata("database_version", "cluster", "6.0.0"));
    }

    @Override
    public void due(int tasks) {
        scheduler.<JobRunrTasks, Integer>enqueue(IntStream.range(0, tasks).boxed(), (to, n) -> to.noop());
    }

    @Override
    public void far(int tasks) throws SQLException {
        scheduler.<JobRunrTasks>schedule(inAYear(), to -> to.noop());
        Sql.execute(dataSource, String.format(COPIES, tasks));
    }

    @Override
    public void start() {
        JobRunr.getBackgroundJobServer().start();
    }

    @Override
    public void recurring(int schedules, Instant first) {
        throw new UnsupportedOperationException(
                "the open-source edition runs no schedule more often than each " + POLLING.toSeconds() + " s");
    }

    @Override
    public void once(List<Instant> times) {
        scheduler.create(times.stream().map(at -> {
            long due = ChronoUnit.MICROS.between(Instant.EPOCH, at);
            return JobBuilder.aJob().scheduleAt(at).<JobRunrTasks>withDetails(to -> to.late(due));
        }));
    }

    @Override
    public long create(int threads, Duration duration) throws Exception {
        return Callers.repeat(threads, duration, () -> {
            scheduler.<JobRunrTasks>schedule(inAYear(), to -> to.noop());
            return 1;
        });
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws Exception {
        return Callers.repeat(threads, duration, () -> {
            Instant at = inAYear();
            scheduler.create(
                    Stream.generate(() -> JobBuilder.aJob().scheduleAt(at).<JobRunrTasks>withDetails(to -> to.noop()))
                            .limit(BULK));
            return BULK;
        });
    }

    @Override
    public String settings() {
        return workers + " workers, poll interval " + POLLING.toSeconds()
                + " s (the shortest that it accepts), PostgresStorageProvider, Jackson, no dashboard, otherwise defaults";
    }

    @Override
    public void stop() {
        JobRunr.getBackgroundJobServer().stop();
    }

    private static Instant inAYear() {
        return Instant.now().plus(Duration.ofDays(365));
    }
}
