package dev.takt.run;

import dev.takt.api.TaskContext;
import dev.takt.api.TaskId;
import dev.takt.config.NodeClock;
import dev.takt.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run of the asking thread. */
@ApplicationScoped
class CurrentTask implements TaskContext {
    private static final ThreadLocal<@Nullable Run> RUN = new ThreadLocal<>();

    private final Database database;
    private final NodeClock clock;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected CurrentTask() {
        this(null, null);
    }

    @Inject
    CurrentTask(Database database, NodeClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** From now on this thread runs a task. */
    static void begin(Run run) {
        RUN.set(run);
    }

    /** It has ended, and leaves nothing on the server's thread. */
    static void end() {
        RUN.remove();
    }

    @Override
    public TaskId taskId() {
        return new TaskId(run().task().id());
    }

    @Override
    public Optional<Long> schedule() {
        return Optional.ofNullable(run().task().schedule());
    }

    @Override
    public Optional<Instant> slot() {
        return Optional.ofNullable(run().task().slot());
    }

    @Override
    public String name() {
        return Objects.requireNonNullElse(
                run().task().toRun().name(), run().task().func());
    }

    @Override
    public Optional<String> group() {
        return Optional.ofNullable(run().task().toRun().group());
    }

    @Override
    public int attempt() {
        return run().task().failures() + 1;
    }

    @Override
    public Optional<Instant> deadline() {
        Run run = run();
        return run.timeout().map(timeout -> run.beganAt(this::whenItBegan).plus(timeout));
    }

    @Override
    public boolean isCancelled() {
        return run().isStopped();
    }

    /** In a transaction of its own: the function's may have begun before the run, and the database's now with it. */
    private Instant whenItBegan(Run run) {
        return database.inNew(connection -> database.sql().now(connection)).minus(clock.since(run.startedAt()));
    }

    private static Run run() {
        Run run = RUN.get();
        if (run == null) {
            throw new IllegalStateException(
                    "No task runs on this thread: a TaskContext tells of the task whose function was called on it");
        }
        return run;
    }
}
