package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.TaskId;
import dev.takt.audit.Audit;
import dev.takt.config.Caller;
import dev.takt.config.NodeClock;
import dev.takt.config.Transactions;
import dev.takt.config.Unproxied;
import dev.takt.sql.Columns;
import dev.takt.sql.Columns.Column;
import dev.takt.sql.Database;
import dev.takt.sql.GroupCommit;
import dev.takt.sql.Jdbc;
import dev.takt.sql.ToRun;
import dev.takt.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes tasks of calls that are to run at once, in the caller's transaction or by themselves; the audit learns of them. */
@ApplicationScoped
@Unproxied
class NewTasks {
    private static final Columns<NewTask> ROW = Columns.of(
            of("name", "text", ToRun::name),
            of("task_group", "text", ToRun::group),
            of("func", "text", ToRun::func),
            of("args", "text", ToRun::args),
            of("kwargs", "text", ToRun::kwargs),
            of("hook", "text", ToRun::hook),
            of("priority", "int", ToRun::priority),
            of("cluster", "text", ToRun::cluster),
            of("timeout", "text", ToRun::timeout),
            of("max_attempts", "int", ToRun::maxAttempts),
            of("retry_delay", "text", ToRun::retryDelay),
            of("save", "boolean", ToRun::save),
            of("intended_date_kwarg", "text", ToRun::intendedDateKwarg),
            of("zone", "text", ToRun::zone),
            of("serial", "boolean", ToRun::serial));

    private static final Columns<NewTask> ROW_AND_ENTRY = ROW.and(
            new Column<>("who", "text", NewTask::who),
            new Column<>("after_act", "text", task -> task.asked().toString()));

    /** Where one statement can change two tables. Keys are given in the order of the rows. */
    private static final String INSERT_NOTED =
            """
            WITH asked AS MATERIALIZED (
                SELECT nextval('takt_task_seq') AS new_id, a.* FROM unnest(%2$s) AS a (%1$s)),
            made AS (
                INSERT INTO takt_task (id, state, run_after, queued_at, %3$s)
                SELECT new_id, 'WAITING', takt_now(), takt_now(), %3$s FROM asked),
            noted AS (
                INSERT INTO takt_audit (at, who, act, subject_kind, subject, after_act)
                SELECT takt_now(), who, 'RUN', 'TASK', new_id, after_act FROM asked)
            SELECT new_id FROM asked ORDER BY new_id""".formatted(ROW_AND_ENTRY.names(), ROW_AND_ENTRY.arrayParameters(), ROW.names());

    private final Database database;
    private final Transactions transactions;
    private final Tasks tasks;
    private final Audit audit;
    private final Caller caller;
    private final OpenTransaction openTransaction;
    private final GroupCommit<NewTask, TaskId> groupCommit;

    @Inject
    NewTasks(
            Database database,
            Transactions transactions,
            Tasks tasks,
            Audit audit,
            Caller caller,
            OpenTransaction openTransaction,
            NodeClock clock) {
        this.database = database;
        this.transactions = transactions;
        this.tasks = tasks;
        this.audit = audit;
        this.caller = caller;
        this.openTransaction = openTransaction;
        this.groupCommit = new GroupCommit<>(this::storeAtOnce, clock);
    }

    private record NewTask(ToRun toRun, JsonObject asked, String who) {}

    private static Column<NewTask> of(String name, String type, Function<ToRun, @Nullable Object> value) {
        return new Column<>(name, type, task -> value.apply(task.toRun()));
    }

    /**
     * Makes a task.
     *
     * @param toRun what to run
     * @param asked as somebody asked for it
     */
    TaskId create(ToRun toRun, JsonObject asked) {
        NewTask task = new NewTask(toRun, asked, caller.name());
        TaskId id = database.sql().changesTablesAtOnce()
                ? transactions.inCurrentOr(
                        () -> storeAtOnce(List.of(task)).get(0), () -> groupCommit.store(task), Refusals::isOne)
                : transactions.inCurrentOrNew(() -> store(task), Refusals::isOne);
        return openTransaction.created(id);
    }

    private List<TaskId> storeAtOnce(List<NewTask> all) {
        return database.inCurrent(connection -> Jdbc.query(
                connection, INSERT_NOTED, row -> new TaskId(row.getLong(1)), ROW_AND_ENTRY.arrays(connection, all)));
    }

    private TaskId store(NewTask task) {
        TaskId id = tasks.create(null, task.toRun());
        audit.note(Act.RUN, AuditSubject.TASK, id.value(), null, task.asked());
        return id;
    }
}
