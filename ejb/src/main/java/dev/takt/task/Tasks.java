package dev.takt.task;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.cluster.InMemory;
import dev.takt.config.NodeClock;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.ToRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One task: made, asked for, as soon as it has finished if wanted, and deleted. */
@ApplicationScoped
public class Tasks {
    private static final long LOOK_AGAIN_NANOS = 50_000_000L;

    private static final String INSERT = """
            INSERT INTO takt_task (id, schedule_id, name, task_group, func, args, kwargs, hook, state, priority,
                run_after, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg, zone, serial,
                queued_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, %1$s, ?, ?, ?, ?, ?, ?, ?, ?, %1$s)""";

    private static final String DELETE_FINISHED =
            "DELETE FROM takt_task WHERE id = ? AND finished_at IS NOT NULL AND NOT hook_pending";

    private final Database database;
    private final InMemory inMemory;
    private final NodeClock clock;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Tasks() {
        this(null, null, null);
    }

    @Inject
    Tasks(Database database, InMemory inMemory, NodeClock clock) {
        this.database = database;
        this.inMemory = inMemory;
        this.clock = clock;
    }

    /**
     * Makes a task that waits for a node, in the caller's transaction.
     *
     * @param schedule whose task it is, or null
     * @param toRun what to run
     * @return its id
     */
    public TaskId create(@Nullable Long schedule, ToRun toRun) {
        return database.inCurrent(connection -> {
            long id = Jdbc.one(connection, "SELECT nextval('takt_task_seq')", row -> row.getLong(1))
                    .orElseThrow();
            Jdbc.update(
                    connection,
                    INSERT.formatted(database.sql().nowExpression()),
                    id,
                    schedule,
                    toRun.name(),
                    toRun.group(),
                    toRun.func(),
                    toRun.args(),
                    toRun.kwargs(),
                    toRun.hook(),
                    toRun.priority(),
                    toRun.cluster(),
                    toRun.timeout(),
                    toRun.maxAttempts(),
                    toRun.retryDelay(),
                    toRun.save(),
                    toRun.intendedDateKwarg(),
                    toRun.zone(),
                    toRun.serial());
            return new TaskId(id);
        });
    }

    /**
     * Finds a task. By plain JDBC: an entity manager would show again what it has seen, or on some servers not what this
     * transaction has changed by other statements.
     *
     * @param id its key
     * @return as it is now, or empty
     */
    public Optional<Task> find(TaskId id) {
        boolean running = inMemory.runningTasks().contains(id.value());
        return database.inCurrent(connection -> TaskReader.byId(connection, id.value(), running));
    }

    /**
     * Waits until a task has finished.
     *
     * @param id its key
     * @param wait how long at most
     * @return as it is when it has finished or the wait is over; empty if there is none
     */
    public Optional<Task> await(TaskId id, Duration wait) {
        long beganAt = clock.nanoTime();
        while (true) {
            Optional<Task> task = find(id);
            boolean done = task.isEmpty() || task.get().state().isFinished();
            if (done
                    || clock.since(beganAt).compareTo(wait) >= 0
                    || Thread.currentThread().isInterrupted()) {
                return task;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /**
     * Deletes a finished task, in the caller's transaction.
     *
     * @param id its key
     * @return whether there was one
     * @throws ScheduleConflictException if it has not finished
     */
    public boolean delete(TaskId id) {
        boolean deleted = database.inCurrent(connection -> Jdbc.update(connection, DELETE_FINISHED, id.value())) == 1;
        if (!deleted) {
            find(id).ifPresent(task -> {
                throw new ScheduleConflictException(new Problem(
                        "id",
                        "task " + id.value()
                                + (task.state().isFinished()
                                        ? " has a hook that is about to be called: try again"
                                        : " has not finished: cancel it first")));
            });
        }
        return deleted;
    }
}
