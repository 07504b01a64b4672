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
import dev.takt.task.Completions;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
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

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Runner() {
        this(null, null, null, null, null, null, null, null);
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
            Database database) {
        this.functions = functions;
        this.completions = completions;
        this.hooks = hooks;
        this.inMemory = inMemory;
        this.clock = clock;
        this.config = config;
        this.later = later;
        this.database = database;
    }

    /**
     * Runs a task on this thread.
     *
     * @param task claimed by this node
     * @param requestContext of this thread
     * @param onTimeout called, on another thread, when the run has exceeded its timeout and goes on regardless
     * @return false if it exceeded its timeout: this thread no longer counts as a worker
     */
    boolean run(ClaimedTask task, RequestContextController requestContext, Runnable onTimeout) {
        if (task.losses() > 0) {
            markStarted(task);
        }
        inMemory.started(task.id());
        Run run = new Run(task, clock.nanoTime());
        Optional<Future<?>> alarm =
                timeoutOf(task).map(timeout -> later.run(() -> timeOut(run, timeout, onTimeout), timeout));
        Outcome outcome = call(run, requestContext);
        alarm.ifPresent(future -> future.cancel(false));
        boolean inTime = run.end();
        if (inTime) {
            completions.record(outcome);
        }
        return inTime;
    }

    /** N7: a task that was lost before says durably that it starts, so that its next loss counts. */
    private void markStarted(ClaimedTask task) {
        database.inNew(connection -> Jdbc.update(connection, MARK_STARTED, task.id(), task.node(), task.fence()));
    }

    private Outcome call(Run run, RequestContextController requestContext) {
        requestContext.activate();
        try {
            return succeeded(run, JsonTypes.write(resolveAndInvoke(run.task())));
        } catch (Throwable thrown) { // whatever a function throws is its failure, never the worker's
            return failed(run, errorOf(thrown));
        } finally {
            requestContext.deactivate();
        }
    }

    private @Nullable Object resolveAndInvoke(ClaimedTask task) throws Throwable {
        RegisteredFunction function = functions
                .find(task.func())
                .orElseThrow(() -> new IllegalStateException("This node has no function " + task.func()));
        return function.invoke(
                functions.bind(function, task.toRun().args(), task.toRun().kwargs()));
    }

    private void timeOut(Run run, Duration timeout, Runnable onTimeout) {
        if (run.timeOut()) {
            completions.record(failed(run, new TaskError(null, "exceeded its timeout of " + inSeconds(timeout), null)));
            onTimeout.run();
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
                hooks.isObserved(run.task().hook()));
    }

    private Outcome failed(Run run, TaskError error) {
        ClaimedTask task = run.task();
        int attempts = Objects.requireNonNullElse(task.toRun().maxAttempts(), config.maxAttempts());
        Duration retryAfter = task.failures() + 1 < attempts ? delayOf(task) : null;
        boolean hookPending = retryAfter == null && hooks.isObserved(task.hook());
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
