package dev.takt.bench.app;

import dev.takt.api.Call;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import dev.takt.bench.measure.Recorder;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/** What Takt's tasks do in the benchmark. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class BenchFunctions {
    private static final int BULK = 1000;

    private final Recorder recorder = Recorder.at(Path.of(System.getProperty(Recorder.FILE)));

    @Inject
    private TaskContext task;

    @Inject
    private Scheduler scheduler;

    @Resource(lookup = "jdbc/takt")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    /** Nothing: the burst. */
    @TaskFunction("bench.noop")
    public void noop() {}

    /** Tells when it was due and when it began. */
    @TaskFunction("bench.late")
    public void late() {
        recorder.began(task.slot().orElseThrow());
    }

    /** Inserts one row, in the transaction that records its outcome. */
    @TaskFunction("bench.effect")
    @Transactional
    public void effect() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO bench_effect (task) VALUES (?)")) {
            insert.setLong(1, task.taskId().value());
            insert.executeUpdate();
        }
    }

    /** Plans one-time schedules, one call each, as an application would; says how many. */
    @TaskFunction("bench.create")
    public long create(int threads, String duration) throws InterruptedException {
        Instant inAYear = Instant.now().plus(Duration.ofDays(365));
        return inThreads(threads, Duration.parse(duration), () -> {
            scheduler.schedule(Call.call("bench.noop").once().nextRun(inAYear));
            return 1;
        });
    }

    /** The same, many to a call. */
    @TaskFunction("bench.createInBulk")
    public long createInBulk(int threads, String duration) throws InterruptedException {
        Instant inAYear = Instant.now().plus(Duration.ofDays(365));
        List<Call> calls =
                Collections.nCopies(BULK, Call.call("bench.noop").once().nextRun(inAYear));
        return inThreads(
                threads,
                Duration.parse(duration),
                () -> scheduler.scheduleAll(calls).size());
    }

    /** Runs no-op tasks at once, one call each; says how many. */
    @TaskFunction("bench.runNow")
    public long runNow(int threads, String duration) throws InterruptedException {
        return inThreads(threads, Duration.parse(duration), () -> {
            scheduler.run(Call.call("bench.noop"));
            return 1;
        });
    }

    private long inThreads(int threads, Duration duration, IntSupplier step) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        AtomicLong planned = new AtomicLong();
        executor.invokeAll(Collections.nCopies(threads, () -> {
            while (System.nanoTime() < end) {
                planned.addAndGet(step.getAsInt());
            }
            return planned;
        }));
        return planned.get();
    }
}
