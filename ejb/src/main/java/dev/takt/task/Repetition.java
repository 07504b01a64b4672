package dev.takt.task;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.audit.Audit;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;

/** Runs a finished task again, as a new task; the old one stays as it is (SEMANTICS, section 7). */
@ApplicationScoped
public class Repetition {
    /** Without generation: it keeps the slot for whom it is an argument, and takes none. */
    private static final String COPY = """
            INSERT INTO takt_task (id, schedule_id, planned_at, name, task_group, func, args, kwargs, hook, state,
                priority, run_after, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg, zone,
                serial, queued_at, retry_of)
            SELECT ?, schedule_id, planned_at, name, task_group, func, args, kwargs, hook, 'WAITING',
                priority, %1$s, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg, zone,
                serial, %1$s, id
            FROM takt_task WHERE id = ?""";

    private final Database database;
    private final Audit audit;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Repetition() {
        this(null, null);
    }

    @Inject
    Repetition(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * Makes the new task in the caller's transaction.
     *
     * @param id a finished task
     * @return the new one, which waits for a node
     * @throws NoSuchTaskException if there is none
     * @throws ScheduleConflictException if it has not finished, or was skipped
     */
    public TaskId of(TaskId id) {
        TaskId copy = copy(id);
        audit.note(
                Act.RETRY,
                AuditSubject.TASK,
                id.value(),
                null,
                Json.createObjectBuilder().add("task", copy.value()).build());
        return copy;
    }

    private TaskId copy(TaskId id) {
        return database.inCurrent(connection -> {
            Task old = TaskReader.byIds(connection, List.of(id.value())).stream()
                    .findFirst()
                    .orElseThrow(() -> new NoSuchTaskException(id));
            refuseUnlessRun(old);
            long copy = Jdbc.one(connection, "SELECT nextval('takt_task_seq')", row -> row.getLong(1))
                    .orElseThrow();
            Jdbc.update(connection, COPY.formatted(database.sql().nowExpression()), copy, id.value());
            return new TaskId(copy);
        });
    }

    private static void refuseUnlessRun(Task old) {
        if (!old.state().isFinished() || old.state() == TaskState.SKIPPED) {
            throw new ScheduleConflictException(new Problem(
                    "state",
                    "expected a task that is SUCCEEDED, FAILED or CANCELLED, was " + old.state() + ": task " + old.id()
                            + (old.state() == TaskState.SKIPPED ? " stands for slots" : " has not finished")));
        }
    }
}
