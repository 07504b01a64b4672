package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.simpl.SimpleThreadPool;

/** Quartz with its store in the database, clustered, its triggers acquired in batches. */
final class QuartzPeer implements Peer {
    private static final String NAME = "bench";
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    private static final Duration IDLE_WAIT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final int BULK = 1000;

    /** Of the one trigger that the engine wrote. */
    private static final String TRIGGERS = """
            INSERT INTO qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, description,
                next_fire_time, prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time,
                calendar_name, misfire_instr, job_data)
            SELECT sched_name, 'copy-' || n, trigger_group, job_name, job_group, description, next_fire_time + n * %1$d,
                prev_fire_time, priority, trigger_state, trigger_type, start_time + n * %1$d, end_time,
                calendar_name, misfire_instr, job_data
            FROM qrtz_triggers, generate_series(2, %2$d) n""";

    private static final String SIMPLE_TRIGGERS = """
            INSERT INTO qrtz_simple_triggers (sched_name, trigger_name, trigger_group, repeat_count, repeat_interval,
                times_triggered)
            SELECT sched_name, 'copy-' || n, trigger_group, repeat_count, repeat_interval, times_triggered
            FROM qrtz_simple_triggers, generate_series(2, %d) n""";

    private final DataSource dataSource;
    private final int workers;
    private final Scheduler scheduler;
    private final AtomicLong ids = new AtomicLong();

    QuartzPeer(DataSource dataSource, Recorder recorder, int workers)
            throws SchedulerException, InvalidConfigurationException {
        this.dataSource = dataSource;
        this.workers = workers;
        DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
        factory.createScheduler(
                NAME,
                "bench-1",
                new SimpleThreadPool(workers, Thread.NORM_PRIORITY),
                new DefaultThreadExecutor(),
                new QuartzStore(dataSource, recorder),
                null,
                null,
                0,
                IDLE_WAIT.toMillis(),
                RETRY.toMillis(),
                false,
                null,
                workers,
                0);
        this.scheduler = factory.getScheduler(NAME);
        Job late = context -> recorder.began(context.getScheduledFireTime().toInstant());
        scheduler.setJobFactory((fired, in) -> fired.getJobDetail().getJobClass() == Late.class ? late : new Noop());
    }

    private static final class Noop implements Job {
        @Override
        public void execute(JobExecutionContext context) {}
    }

    /** Only a name: the job is made by the factory. */
    private interface Late extends Job {}

    @Override
    public void prepare() throws IOException, SQLException, SchedulerException {
        try (InputStream script = Objects.requireNonNull(Scheduler.class.getResourceAsStream(TABLES))) {
            Sql.execute(dataSource, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        scheduler.addJob(job("noop", Noop.class), false);
    }

    @Override
    public void due(int tasks) throws SchedulerException, SQLException {
        plan(tasks, Instant.now().minus(Duration.ofMinutes(1)), 0);
    }

    @Override
    public void far(int tasks) throws SchedulerException, SQLException {
        plan(tasks, inAYear(), 1);
    }

    private void plan(int tasks, Instant first, int millisApart) throws SchedulerException, SQLException {
        scheduler.scheduleJob(noopAt(first));
        Sql.execute(
                dataSource,
                String.format(TRIGGERS, millisApart, tasks),
                "ANALYZE qrtz_triggers", // or each look-up of the foreign key reads all of them
                String.format(SIMPLE_TRIGGERS, tasks));
    }

    @Override
    public void start() throws SchedulerException {
        scheduler.start();
    }

    @Override
    public void recurring(int schedules, Instant first) throws SchedulerException {
        SimpleScheduleBuilder eachSecond = SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInSeconds(1)
                .repeatForever()
                .withMisfireHandlingInstructionIgnoreMisfires(); // every slot runs
        long apart = Duration.ofSeconds(1).toNanos() / schedules;
        schedule(Late.class, schedules, n -> trigger(first.plusNanos(n * apart), eachSecond));
    }

    @Override
    public void once(List<Instant> times) throws SchedulerException {
        schedule(Late.class, times.size(), n -> trigger(times.get(Math.toIntExact(n)), oneShot()));
    }

    @Override
    public long create(int threads, Duration duration) throws Exception {
        return Callers.repeat(threads, duration, () -> {
            scheduler.scheduleJob(noopAt(inAYear()));
            return 1;
        });
    }

    @Override
    public long createInBulk(int threads, Duration duration) throws Exception {
        return Callers.repeat(threads, duration, () -> {
            Instant at = inAYear();
            schedule(Noop.class, BULK, n -> trigger(at, oneShot()));
            return BULK;
        });
    }

    /** Many triggers in one call, which share a job of their own. */
    private void schedule(Class<? extends Job> type, int count, LongFunction<Trigger> trigger)
            throws SchedulerException {
        Set<Trigger> triggers = LongStream.range(0, count).mapToObj(trigger).collect(Collectors.toUnmodifiableSet());
        scheduler.scheduleJobs(Map.of(job("job-" + ids.incrementAndGet(), type), triggers), false);
    }

    @Override
    public String settings() {
        return workers + " threads, JobStoreTX with PostgreSQLDelegate, clustered, batches of " + workers
                + " acquired within the lock, fire-ahead window 0, idle wait " + IDLE_WAIT.toSeconds()
                + " s, lockOnInsert=false, useProperties=true, misfires ignored, otherwise defaults";
    }

    @Override
    public void stop() throws SchedulerException {
        scheduler.shutdown(true);
    }

    private Trigger noopAt(Instant at) {
        return trigger(at, oneShot()).getTriggerBuilder().forJob("noop").build();
    }

    private Trigger trigger(Instant at, SimpleScheduleBuilder schedule) {
        return TriggerBuilder.newTrigger()
                .withIdentity("trigger-" + ids.incrementAndGet())
                .startAt(Date.from(at))
                .withSchedule(schedule)
                .build();
    }

    private static SimpleScheduleBuilder oneShot() {
        return SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires();
    }

    private static JobDetail job(String name, Class<? extends Job> type) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    private static Instant inAYear() {
        return Instant.now().plus(Duration.ofDays(365));
    }
}
