package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Call;
import dev.takt.api.FunctionInfo;
import dev.takt.api.HookInfo;
import dev.takt.api.Missed;
import dev.takt.api.MissedCount;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Overview;
import dev.takt.api.Page;
import dev.takt.api.PreviewSlot;
import dev.takt.api.RunStats;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.Status;
import dev.takt.api.Task;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.audit.Audit;
import dev.takt.cluster.LiveFunctions;
import dev.takt.cluster.NodeOrders;
import dev.takt.config.Started;
import dev.takt.config.TaktConfig;
import dev.takt.config.WorkWanted;
import dev.takt.hook.Hooks;
import dev.takt.task.Cancellation;
import dev.takt.task.Groups;
import dev.takt.task.LatestOutcomes;
import dev.takt.task.Repetition;
import dev.takt.task.TaskLists;
import dev.takt.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The scheduler that applications inject: waits for the start, checks, and leaves the work to its parts. */
@ApplicationScoped
public class DefaultScheduler implements Scheduler {
    private static final int PREVIEW_LIMIT = 1000;
    private static final int OUTCOMES_LIMIT = 100;

    private final Started started;
    private final ScheduleValidator validator;
    private final Editing editing;
    private final Pausing pausing;
    private final Declarations declarations;
    private final Rules rules;
    private final Views views;
    private final Schedules schedules;
    private final Tasks tasks;
    private final NewTasks newTasks;
    private final TaskLists taskLists;
    private final LatestOutcomes latestOutcomes;
    private final Groups groups;
    private final OpenTransaction openTransaction;
    private final LiveFunctions liveFunctions;
    private final Hooks hooks;
    private final NodeStatus status;
    private final Event<WorkWanted> workWanted;
    private final Audit audit;
    private final Reports reports;
    private final Cancellation cancellation;
    private final Repetition repetition;
    private final NodeOrders nodeOrders;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected DefaultScheduler() {
        this(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
    }

    @Inject
    DefaultScheduler(
            Started started,
            ScheduleValidator validator,
            Editing editing,
            Pausing pausing,
            Declarations declarations,
            Rules rules,
            Views views,
            Schedules schedules,
            Tasks tasks,
            NewTasks newTasks,
            TaskLists taskLists,
            LatestOutcomes latestOutcomes,
            Groups groups,
            OpenTransaction openTransaction,
            LiveFunctions liveFunctions,
            Hooks hooks,
            NodeStatus status,
            Event<WorkWanted> workWanted,
            Audit audit,
            Reports reports,
            Cancellation cancellation,
            Repetition repetition,
            NodeOrders nodeOrders) {
        this.started = started;
        this.validator = validator;
        this.editing = editing;
        this.pausing = pausing;
        this.declarations = declarations;
        this.rules = rules;
        this.views = views;
        this.schedules = schedules;
        this.tasks = tasks;
        this.newTasks = newTasks;
        this.taskLists = taskLists;
        this.latestOutcomes = latestOutcomes;
        this.groups = groups;
        this.openTransaction = openTransaction;
        this.liveFunctions = liveFunctions;
        this.hooks = hooks;
        this.status = status;
        this.workWanted = workWanted;
        this.audit = audit;
        this.reports = reports;
        this.cancellation = cancellation;
        this.repetition = repetition;
        this.nodeOrders = nodeOrders;
    }

    @Override
    public Schedule schedule(Call call) {
        started.await();
        return created(List.of(call)).get(0);
    }

    @Override
    public List<Schedule> scheduleAll(Collection<Call> calls) {
        started.await();
        return created(calls);
    }

    private List<Schedule> created(Collection<Call> calls) {
        List<ScheduleRow> rows =
                editing.createAll(calls.stream().map(Call::fields).toList());
        if (rows.stream().anyMatch(editing::isSoon)) {
            workWanted.fire(new WorkWanted());
        }
        return rows.stream().map(views::of).toList();
    }

    @Override
    @InTransaction
    public Optional<Schedule> find(long id) {
        started.await();
        return schedules.find(id).map(views::of);
    }

    @Override
    @InTransaction
    public Optional<Schedule> find(String name) {
        started.await();
        return schedules.find(name).map(views::of);
    }

    @Override
    @InTransaction
    public Page<Schedule> schedules(ScheduleQuery query) {
        started.await();
        Page<ScheduleRow> page = schedules.list(query);
        return new Page<>(views.ofAll(page.items()), page.next(), page.after());
    }

    @Override
    @InTransaction
    public Schedule update(long id, Call call) {
        started.await();
        Schedule schedule = views.of(editing.update(id, call.fields()));
        workWanted.fire(new WorkWanted());
        return schedule;
    }

    @Override
    @InTransaction
    public Schedule createOrUpdate(String name, Call call) {
        started.await();
        Schedule schedule = declarations.declare(name, call.fields());
        workWanted.fire(new WorkWanted());
        return schedule;
    }

    @Override
    @InTransaction
    public List<PreviewSlot> preview(long id, int n) {
        started.await();
        Ranges.check("n", n, PREVIEW_LIMIT);
        return readable(() -> rules.preview(schedules.require(id)).slots(n));
    }

    @Override
    @InTransaction
    public List<PreviewSlot> preview(Call call, int n) {
        started.await();
        Ranges.check("n", n, PREVIEW_LIMIT);
        return readable(() ->
                rules.preview(editing.check(call.fields()), schedules.now()).slots(n));
    }

    @Override
    @InTransaction
    public MissedCount missed(long id) {
        started.await();
        return readable(() -> pausing.missed(id));
    }

    @Override
    @InTransaction
    public void delete(long id) {
        started.await();
        editing.delete(id);
    }

    @Override
    @InTransaction
    public Schedule pause(long id) {
        started.await();
        return pausing.pause(id);
    }

    @Override
    @InTransaction
    public Schedule resume(long id, Missed missed) {
        started.await();
        Schedule schedule = readable(() -> pausing.resume(id, missed));
        workWanted.fire(new WorkWanted());
        return schedule;
    }

    @Override
    @InTransaction
    public TaskId runNow(long id) {
        started.await();
        TaskId task =
                openTransaction.created(tasks.create(id, schedules.lock(id).toRun()));
        audit.note(
                Act.RUN,
                AuditSubject.SCHEDULE,
                id,
                null,
                Json.createObjectBuilder().add("task", task.value()).build());
        workWanted.fire(new WorkWanted());
        return task;
    }

    @Override
    public TaskId run(Call call) {
        started.await();
        JsonObject fields = call.fields();
        TaskId task = newTasks.create(validator.call(fields).toRun(), fields);
        workWanted.fire(new WorkWanted());
        return task;
    }

    @Override
    public Optional<Task> find(TaskId id) {
        started.await();
        return tasks.find(id);
    }

    @Override
    public Optional<Task> fetch(TaskId id, Duration wait) {
        started.await();
        openTransaction.refuseToWaitFor(id);
        return tasks.await(id, wait);
    }

    @Override
    public Page<Task> tasks(TaskQuery query) {
        started.await();
        Ranges.check("limit", query.limit(), TaskQuery.MAX_LIMIT);
        return taskLists.list(query);
    }

    @Override
    public TaskGroup group(String name) {
        started.await();
        return groups.of(name);
    }

    @Override
    @InTransaction
    public boolean delete(TaskId id) {
        started.await();
        boolean deleted = tasks.delete(id);
        if (deleted) {
            audit.note(Act.DELETE, AuditSubject.TASK, id.value(), null, null);
        }
        return deleted;
    }

    @Override
    public List<FunctionInfo> functions() {
        started.await();
        return liveFunctions.all();
    }

    @Override
    public List<HookInfo> hooks() {
        return hooks.all();
    }

    @Override
    public Status status() {
        started.await();
        return status.now();
    }

    @Override
    @InTransaction
    public Task cancel(TaskId id) {
        started.await();
        cancellation.cancel(id);
        workWanted.fire(new WorkWanted()); // its schedule may have waited for its end
        return tasks.find(id).orElseThrow(() -> new NoSuchTaskException(id));
    }

    @Override
    @InTransaction
    public TaskId retry(TaskId id) {
        started.await();
        TaskId task = openTransaction.created(repetition.of(id));
        workWanted.fire(new WorkWanted());
        return task;
    }

    @Override
    public Page<AuditEntry> audit(AuditQuery query) {
        started.await();
        return reports.audit(query);
    }

    @Override
    public List<RunStats> runStats(Duration step, int steps) {
        started.await();
        return reports.runStats(step, steps);
    }

    @Override
    public Map<String, RunStats> runStatsByFunction(Duration last) {
        started.await();
        return reports.runStatsByFunction(last);
    }

    private static <T> T readable(Supplier<T> ofRow) {
        try {
            return ofRow.get();
        } catch (IllegalArgumentException broken) {
            throw Ranges.refused("schedule", "it cannot be read: " + broken.getMessage());
        }
    }

    @Override
    @InTransaction
    public Map<Long, List<TaskState>> latestOutcomes(Collection<Long> ids, int most) {
        started.await();
        Ranges.check("most", most, OUTCOMES_LIMIT);
        if (ids.isEmpty()) {
            return Map.of();
        }
        Ranges.check("schedules", ids.size(), ScheduleQuery.MAX_LIMIT);
        return latestOutcomes.of(ids, most);
    }

    @Override
    @InTransaction
    public Overview overview() {
        started.await();
        return reports.overview();
    }

    @Override
    @InTransaction
    public void drain(long node) {
        started.await();
        nodeOrders.drain(node, true);
    }

    @Override
    @InTransaction
    public void undrain(long node) {
        started.await();
        nodeOrders.drain(node, false);
    }

    @Override
    @InTransaction
    public void resize(long node, int workers, int transactionalWorkers) {
        started.await();
        Ranges.check("workers", workers, TaktConfig.MOST_WORKERS);
        Ranges.check("transactionalWorkers", transactionalWorkers, TaktConfig.MOST_WORKERS);
        nodeOrders.resize(node, workers, transactionalWorkers);
    }
}
