package dev.takt.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scheduler, to inject in any archive of the application.
 *
 * <pre>{@code
 * @Inject Scheduler scheduler;
 *
 * scheduler.schedule(call("math.copysign", 2, -2).hook("hooks.printResult").daily());
 * scheduler.schedule(call("math.hypot", 3, 4).everyMinutes(5).repeats(24).nextRun(todayAt(18, 0)));
 *
 * TaskId id = scheduler.run(call("math.sqrt", 9));
 * Task task = scheduler.fetch(id, Duration.ofSeconds(5)).orElseThrow();
 * }</pre>
 *
 * <p>Every change joins the caller's transaction if there is one: a schedule created in a transaction that rolls back
 * never existed, and nothing of it runs before the commit. While the scheduler starts, calls wait for it for up to
 * 10 s; after that, or if its start failed, they throw {@link SchedulerUnavailableException}. Source: SEMANTICS,
 * section 10.
 */
public interface Scheduler {
    /**
     * Creates a schedule.
     *
     * @param call what to run and how often
     * @return the schedule as stored, with its id and its {@link Schedule#warnings()}
     * @throws ScheduleRejectedException if a field is wrong: all problems at once
     * @throws ScheduleConflictException if the name is taken
     */
    Schedule schedule(Call call);

    /**
     * Creates several schedules, all or none.
     *
     * @param calls what to run and how often
     * @return the schedules in the same order
     * @throws ScheduleRejectedException for the first that is wrong; none is stored
     */
    List<Schedule> scheduleAll(Collection<Call> calls);

    /**
     * Finds a schedule.
     *
     * @param id its key
     * @return the schedule, or empty
     */
    Optional<Schedule> find(long id);

    /**
     * Finds a schedule by its name.
     *
     * @param name exactly
     * @return the schedule, or empty
     */
    Optional<Schedule> find(String name);

    /**
     * Lists schedules, newest first.
     *
     * @param query which ones
     * @return one page
     * @throws ScheduleRejectedException if the limit is out of its range
     */
    Page<Schedule> schedules(ScheduleQuery query);

    /**
     * Replaces a schedule's definition: fields left out return to their defaults, except {@code nextRun} and
     * {@code repeats}, which then stay as they are; so they do if they name the values of the version that was read. A
     * call with {@code version} is refused if somebody edited meanwhile. Any change of timing starts a new generation,
     * so that a slot may be run again on purpose. Source: SEMANTICS, section 5.
     *
     * @param id its key
     * @param call the new definition
     * @return the schedule as stored
     * @throws NoSuchScheduleException if there is none
     * @throws ScheduleRejectedException if a field is wrong: all problems at once
     * @throws ScheduleConflictException if the name is taken or the version is not the newest
     */
    Schedule update(long id, Call call);

    /**
     * Declares a schedule: makes it if there is none of that name, and else changes in it only the fields whose
     * declaration has changed since the last time. What an operator has changed meanwhile, a pause above all, survives a
     * redeploy; {@link Schedule#warnings()} tells where the schedule is not as declared. Two nodes that declare at once
     * make one schedule.
     *
     * <pre>{@code
     * scheduler.createOrUpdate("nightly", call("reports.close").cron("0 3 * * *").zone("Europe/Paris"));
     * }</pre>
     *
     * @param name of the schedule
     * @param call as it should be. A nextRun in it should be the same at each start, or each start moves the schedule
     * @return the schedule as it is now
     * @throws ScheduleRejectedException if it cannot be as declared
     */
    Schedule createOrUpdate(String name, Call call);

    /**
     * The next slots of a schedule, as if each of them ran.
     *
     * @param id of the schedule
     * @param n how many, 1 to 1000
     * @return up to n slots, from nextRun on; fewer if repeats or until end it sooner
     * @throws NoSuchScheduleException if there is none
     * @throws ScheduleRejectedException if n is out of range, or the row cannot be read
     */
    List<PreviewSlot> preview(long id, int n);

    /**
     * The slots that a schedule would have if it were created now.
     *
     * <pre>{@code
     * scheduler.preview(call("reports.close").cron("30 2 * * *").zone("Europe/Paris"), 10);
     * }</pre>
     *
     * @param call checked as if it were to be scheduled
     * @param n how many, 1 to 1000
     * @return up to n slots
     * @throws ScheduleRejectedException with all problems
     */
    List<PreviewSlot> preview(Call call, int n);

    /**
     * How many slots of a schedule were missed, to decide how to {@link #resume} it.
     *
     * @param id of the schedule
     * @return 0 if none is due
     * @throws NoSuchScheduleException if there is none
     * @throws ScheduleRejectedException if the row cannot be read
     */
    MissedCount missed(long id);

    /**
     * Deletes a schedule and withdraws its tasks that have not started. A running task goes on.
     *
     * @param id its key
     * @throws NoSuchScheduleException if there is none
     */
    void delete(long id);

    /**
     * Pauses a schedule and withdraws its tasks that have not started, giving their repeats back. Pausing twice is no
     * error.
     *
     * @param id its key
     * @return the schedule as stored
     * @throws NoSuchScheduleException if there is none
     */
    Schedule pause(long id);

    /**
     * Lets a paused schedule run again.
     *
     * @param id its key
     * @param missed what becomes of the slots that it missed
     * @return the schedule as stored
     * @throws NoSuchScheduleException if there is none
     * @throws ScheduleRejectedException if missed slots are to be skipped, and the row cannot be read
     */
    Schedule resume(long id, Missed missed);

    /**
     * Runs a schedule's function now, beside its slots. Neither {@code nextRun} nor {@code repeats} change.
     *
     * @param id its key
     * @return the new task
     * @throws NoSuchScheduleException if there is none
     */
    TaskId runNow(long id);

    /**
     * Runs a function at once, asynchronously, without a schedule.
     *
     * @param call the function, its arguments and options; fields of timing are refused
     * @return the new task
     * @throws ScheduleRejectedException if a field is wrong: all problems at once
     */
    TaskId run(Call call);

    /**
     * Finds a task.
     *
     * @param id its key
     * @return the task as it is now, or empty
     */
    Optional<Task> find(TaskId id);

    /**
     * Waits for a task to finish.
     *
     * @param id its key
     * @param wait how long at most; zero looks once
     * @return the task, finished or as it is when the wait is over; empty if there is none
     * @throws IllegalStateException if the task was created in the still open transaction of the caller, and so cannot
     *     run before the caller returns
     */
    Optional<Task> fetch(TaskId id, Duration wait);

    /**
     * Lists tasks, newest first.
     *
     * @param query which ones
     * @return one page
     * @throws ScheduleRejectedException if the limit is out of its range
     */
    Page<Task> tasks(TaskQuery query);

    /**
     * The tasks of a group: their results, their number, and deleting them.
     *
     * @param name of the group; it need not have any task yet
     * @return what can be asked of it
     */
    TaskGroup group(String name);

    /**
     * Deletes a finished task.
     *
     * @param id of the task
     * @return whether there was one
     * @throws ScheduleConflictException if it has not finished: cancel it first
     */
    boolean delete(TaskId id);

    /**
     * The functions of every live node of the cluster, by name.
     *
     * @return what can be scheduled
     */
    List<FunctionInfo> functions();

    /**
     * The hooks that somebody observes on this node, by name.
     *
     * @return what a schedule's {@code hook} can name without a warning
     */
    List<HookInfo> hooks();

    /**
     * How the scheduler is, seen from this node.
     *
     * @return never null
     */
    Status status();

    /**
     * Cancels a task. One that waits is CANCELLED at once. One that a node has is CANCELLED by that node, within 2 s: out
     * of its queue, or, if it runs, by interrupting its thread; a function that ignores the interrupt goes on, and its
     * outcome is dropped ({@link TaskContext#isCancelled()} tells it). A cancelled task is not retried and fires no hook.
     * To cancel a finished task is no error, and changes nothing.
     *
     * <pre>{@code
     * scheduler.cancel(id);
     * Task task = scheduler.fetch(id, Duration.ofSeconds(5)).orElseThrow();
     * // task.state() is CANCELLED, task.error().message() is "cancelled by ada"; or it had ended before
     * }</pre>
     *
     * @param id its key
     * @return the task as it is now: CANCELLED, finished otherwise, or still in the hands of its node
     * @throws NoSuchTaskException if there is none
     */
    Task cancel(TaskId id);

    /**
     * Runs a finished task again: a new task with the same function, arguments, hook, options and slot. It belongs to the
     * same schedule, but takes none of its slots or repeats; the old task stays as it is.
     *
     * <pre>{@code
     * TaskId again = scheduler.retry(failed.taskId());
     * Task task = scheduler.fetch(again, Duration.ofSeconds(5)).orElseThrow();   // task.retryOf() is failed.id()
     * }</pre>
     *
     * @param id the key of a task that is SUCCEEDED, FAILED or CANCELLED
     * @return the new task
     * @throws NoSuchTaskException if there is none
     * @throws ScheduleConflictException if it has not finished yet, or is SKIPPED: it stands for slots and never ran
     */
    TaskId retry(TaskId id);

    /**
     * Lists who did what, newest first: who created, changed, paused, resumed, ran, cancelled, retried or deleted something
     * by Java, REST or the page. Kept for {@code takt.keep-audit}.
     *
     * @param query which entries
     * @return one page
     * @throws ScheduleRejectedException if the limit is out of its range, or a subject is given without its kind
     */
    Page<AuditEntry> audit(AuditQuery query);

    /**
     * How many tasks ended lately, how late they began and how long they ran, on all nodes.
     *
     * <pre>{@code
     * List<RunStats> lastHour = scheduler.runStats(Duration.ofMinutes(1), 60);
     * }</pre>
     *
     * @param step the length of each stretch, whole minutes
     * @param steps how many of them, the last ends with this minute; together at most a day
     * @return the oldest first
     * @throws ScheduleRejectedException if step or steps is out of its range
     */
    List<RunStats> runStats(Duration step, int steps);

    /**
     * The same for each function that ended a task.
     *
     * @param last how far back, whole minutes up to a day
     * @return by the function's name
     * @throws ScheduleRejectedException if last is out of its range
     */
    Map<String, RunStats> runStatsByFunction(Duration last);

    /**
     * Tells how the last slots of some schedules ended, for a glance at each.
     *
     * <pre>{@code
     * scheduler.latestOutcomes(List.of(7L), 20).get(7L);   // [SUCCEEDED, SUCCEEDED, FAILED]: the last one failed
     * }</pre>
     *
     * @param schedules ids, at most 500
     * @param most at most so many of each, 1 to 100
     * @return of each that has run, how its last slots ended, the oldest first; what runs now is not in it
     * @throws ScheduleRejectedException if a number is out of its range
     */
    Map<Long, List<TaskState>> latestOutcomes(Collection<Long> schedules, int most);

    /**
     * Shows what is going on, at a glance: what is due, what waits, and what needs attention. Cheap enough to be asked for
     * every few seconds; computed once in two seconds on each node.
     *
     * <pre>{@code
     * Overview overview = scheduler.overview();
     * if (overview.failing() > 0) {
     *     scheduler.schedules(ScheduleQuery.newest(50).in(ScheduleCondition.FAILING)).items().forEach(this::tell);
     * }
     * }</pre>
     *
     * @return as of at most two seconds ago
     */
    Overview overview();

    /**
     * Has a node claim nothing more. What it has claimed already, it runs. It learns of it within two seconds, and
     * whether or not the caller's transaction is committed.
     *
     * @param node the id of a live node ({@link NodeInfo#id()})
     * @throws NoSuchNodeException if there is none
     */
    void drain(long node);

    /**
     * Has a drained node claim again. It learns of it within two seconds, and whether or not the caller's transaction is
     * committed.
     *
     * @param node the id of a live node ({@link NodeInfo#id()})
     * @throws NoSuchNodeException if there is none
     */
    void undrain(long node);

    /**
     * Says how many tasks a node is to run at once, until it is started again: then {@code takt.workers} and
     * {@code takt.transactional-workers} count. It learns of it within two seconds, and whether or not the caller's transaction
     * is committed. If it is less than what runs, the node starts nothing until enough has ended. Its pool of connections and its
     * executor stay as they are: see {@code docs/performance.md}.
     *
     * <pre>{@code
     * scheduler.status().nodes().forEach(node -> scheduler.resize(node.id(), 16, 8));
     * }</pre>
     *
     * @param node the id of a live node ({@link NodeInfo#id()})
     * @param workers 1 to 1000
     * @param transactionalWorkers how many of these may be of transactional functions, 1 to 1000
     * @throws NoSuchNodeException if there is none
     * @throws ScheduleRejectedException if a number is out of its range
     */
    void resize(long node, int workers, int transactionalWorkers);
}
