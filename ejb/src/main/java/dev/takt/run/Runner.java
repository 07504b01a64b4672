package dev.takt.run;

import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.hook.Hooks;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import dev.takt.sql.ToRun;
import dev.takt.task.Completions;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs one task: resolve its function, bind its arguments, call it, and hand on the outcome. */
@ApplicationScoped
public class Runner {
    private static final int LONGEST_STACK = 20_000;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private static final String MARK_STARTED =
            "UPDATE takt_task SET started_mark = 1 WHERE id = ? AND node = ? AND fence = ?";

    private final FunctionRegistry functions;
    private final Completions completions;
    private final Hooks hooks;
    private final InMemory inMemory;
    private final NodeClock clock;
    private final TaktConfig config;
    private final Later later;
    private final Database database;
    private final Runs runs;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Runner() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Runner(
            FunctionRegistry functions,
            Completions completions,
            Hooks hooks,
            InMemory inMemory,
            NodeClock clock,
            TaktConfig config,
            @OfTakt Later later,
            Database database,
            Runs runs) {
        this.functions = functions;
        this.completions = completions;
        this.hooks = hooks;
        this.inMemory = inMemory;
        this.clock = clock;
        this.config = config;
        this.later = later;
        this.database = database;
        this.runs = runs;
    }

    /**
     * Runs a task on this thread.
     *
     * @param task claimed by this node
     * @param requestContext of this thread
     * @param whenStopped called, on another thread, when the run has exceeded its timeout or was cancelled, and may go
     *     on regardless
     * @return false if it was stopped so: this thread no longer counts as a worker
     */
    boolean run(ClaimedTask task, RequestContextController requestContext, Runnable whenStopped) {
        if (task.losses() > 0) {
            markStarted(task);
        }
        inMemory.started(task.id());
        Run run = new Run(task, clock.nanoTime(), timeoutOf(task), whenStopped);
        runs.add(run);
        Optional<Future<?>> alarm = run.timeout().map(timeout -> later.run(() -> timeOut(run, timeout), timeout));
        Outcome outcome = call(run, requestContext);
        alarm.ifPresent(future -> future.cancel(false));
        runs.remove(run);
        boolean counts = run.end();
        if (counts) {
            completions.record(outcome);
        }
        return counts;
    }

    /**
     * Interrupts a task's run and records that it was cancelled, whatever its function makes of that.
     *
     * @param task its id
     * @param reason for people
     * @return false if it does not run here
     */
    boolean cancel(long task, String reason) {
        Optional<Run> stopped = runs.find(task).filter(Run::stop);
        stopped.ifPresent(run -> {
            runs.remove(run);
            completions.record(cancelled(run, reason));
            run.leave();
        });
        return stopped.isPresent();
    }

    /**
     * Interrupts whatever runs: the node goes down. Nothing is recorded.
     *
     * @return the tasks, which are to be handed back
     */
    List<ClaimedTask> interruptAll() {
        List<Run> stopped = runs.all().stream().filter(Run::stop).toList();
        stopped.forEach(runs::remove);
        stopped.forEach(Run::leave);
        return stopped.stream().map(Run::task).toList();
    }

    /** N7: a task that was lost before says durably that it starts, so that its next loss counts. */
    private void markStarted(ClaimedTask task) {
        database.inNew(connection -> Jdbc.update(connection, MARK_STARTED, task.id(), task.node(), task.fence()));
    }

    private Outcome call(Run run, RequestContextController requestContext) {
        requestContext.activate();
        CurrentTask.begin(run);
        try {
            return succeeded(run, JsonTypes.write(resolveAndInvoke(run.task())));
        } catch (Throwable thrown) { // whatever a function throws is its failure, never the worker's
            return failed(run, errorOf(thrown));
        } finally {
            CurrentTask.end();
            requestContext.deactivate();
        }
    }

    private @Nullable Object resolveAndInvoke(ClaimedTask task) throws Throwable {
        RegisteredFunction function = functions
                .find(task.func())
                .orElseThrow(() -> new IllegalStateException("This node has no function " + task.func()));
        ToRun toRun = task.toRun();
        return function.invoke(functions.bind(function, toRun.args(), toRun.kwargs(), intendedDate(task)));
    }

    private @Nullable IntendedDate intendedDate(ClaimedTask task) {
        String parameter = task.toRun().intendedDateKwarg();
        if (parameter == null) {
            return null;
        }
        String zone = task.toRun().zone();
        return new IntendedDate(
                parameter,
                Objects.requireNonNullElse(task.slot(), task.queuedAt()),
                zone == null ? config.zone() : ZoneId.of(zone));
    }

    private void timeOut(Run run, Duration timeout) {
        if (run.stop()) {
            runs.remove(run);
            completions.record(failed(run, new TaskError(null, "exceeded its timeout of " + inSeconds(timeout), null)));
            run.leave();
        }
    }

    private Outcome succeeded(Run run, @Nullable String result) {
        return new Outcome(
                run.task(),
                TaskState.SUCCEEDED,
                clock.since(run.startedAt()),
                result,
                null,
                null,
                hooks.isObserved(run.task().hook(), TaskState.SUCCEEDED));
    }

    private Outcome cancelled(Run run, String reason) {
        return new Outcome(
                run.task(),
                TaskState.CANCELLED,
                clock.since(run.startedAt()),
                null,
                new TaskError(null, reason, null),
                null,
                false);
    }

    private Outcome failed(Run run, TaskError error) {
        ClaimedTask task = run.task();
        int attempts = Objects.requireNonNullElse(task.toRun().maxAttempts(), config.maxAttempts());
        Duration retryAfter = task.failures() + 1 < attempts ? delayOf(task) : null;
        boolean hookPending = retryAfter == null && hooks.isObserved(task.hook(), TaskState.FAILED);
        return new Outcome(task, TaskState.FAILED, clock.since(run.startedAt()), null, error, retryAfter, hookPending);
    }

    /** Doubles with each failure, up to an hour. */
    private Duration delayOf(ClaimedTask task) {
        Duration delay = task.toRun().retryDelay() == null
                ? config.retryDelay()
                : Duration.parse(task.toRun().retryDelay());
        for (int i = 0; i < task.failures() && delay.compareTo(LONGEST_DELAY) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private Optional<Duration> timeoutOf(ClaimedTask task) {
        return task.toRun().timeout() == null
                ? config.timeout()
                : Optional.of(Duration.parse(task.toRun().timeout()));
    }

    private static TaskError errorOf(Throwable thrown) {
        Throwable cause = thrown instanceof EJBException && thrown.getCause() != null ? thrown.getCause() : thrown;
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        String text = stack.toString();
        return new TaskError(
                cause.getClass().getName(),
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()),
                text.substring(0, Math.min(text.length(), LONGEST_STACK)));
    }

    private static String inSeconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
