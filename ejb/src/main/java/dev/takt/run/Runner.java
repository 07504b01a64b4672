package dev.takt.run;

import dev.takt.api.TaskError;
import dev.takt.cluster.InMemory;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import dev.takt.task.Completions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task: calls its function and hands on the outcome, or has {@link TransactionalRun} do so. Stops what takes too
 * long or is cancelled.
 */
@ApplicationScoped
@Unproxied
public class Runner {
    private static final Logger LOG = Logger.getLogger(Runner.class.getName());

    private static final String MARK_STARTED =
            "UPDATE takt_task SET started_mark = 1 WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL";

    private final FunctionCall call;
    private final TransactionalRun transactionalRun;
    private final Outcomes outcomes;
    private final Completions completions;
    private final Unsettled unsettled;
    private final Dropping dropping;
    private final InMemory inMemory;
    private final NodeClock clock;
    private final TaktConfig config;
    private final Later later;
    private final Database database;
    private final Runs runs;

    /** For stand-ins in tests, which replace what they need. */
    @SuppressWarnings("NullAway")
    protected Runner() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Runner(
            FunctionCall call,
            TransactionalRun transactionalRun,
            Outcomes outcomes,
            Completions completions,
            Unsettled unsettled,
            Dropping dropping,
            InMemory inMemory,
            NodeClock clock,
            TaktConfig config,
            @OfTakt Later later,
            Database database,
            Runs runs) {
        this.call = call;
        this.transactionalRun = transactionalRun;
        this.outcomes = outcomes;
        this.completions = completions;
        this.unsettled = unsettled;
        this.dropping = dropping;
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
        if (task.losses() > 0 && !saysThatItStarts(task)) {
            return true;
        }
        inMemory.started(task.claim());
        Optional<Duration> timeout;
        try {
            timeout = timeoutOf(task);
        } catch (DateTimeException unreadable) {
            completions.record(unreadable(task, unreadable));
            return true;
        }
        Run run = new Run(task, clock.nanoTime(), timeout, call.isTransactional(task), whenStopped);
        runs.add(run);
        Optional<Future<?>> alarm = run.timeout().flatMap(limit -> alarm(run, limit));
        Optional<Outcome> outcome = outcomeInAnyCase(run, requestContext);
        alarm.ifPresent(future -> future.cancel(false));
        runs.remove(run);
        outcome.filter(wanted -> run.end()).ifPresent(completions::record);
        return !run.isStopped();
    }

    /**
     * Interrupts a task's run and sees to it that it is recorded as cancelled, whatever its function makes of that.
     *
     * @param task its id
     * @param reason for people
     * @return false if it does not run here
     */
    boolean cancel(long task, String reason) {
        return runs.of(task).stream()
                        .filter(run -> stop(run, outcomes.cancelled(run, reason)))
                        .count()
                > 0;
    }

    /**
     * Interrupts whatever runs: the node goes down. Nothing is recorded. Plain ones are to be handed back now,
     * transactional ones are when their transaction has ended.
     *
     * @return what was interrupted
     */
    List<Run> interruptAll() {
        List<Run> stopped = runs.all().stream()
                .filter(run -> run.stop(() -> whenItsTransactionHasEnded(run, null)))
                .toList();
        stopped.forEach(runs::remove);
        stopped.forEach(Run::leave);
        return stopped;
    }

    /**
     * Stops runs that take too long: transactional ones without a timeout of their own, and those whose alarm the executor has
     * refused. Called each second.
     */
    public void stopOverlong() {
        runs.all()
                .forEach(run -> limitOf(run)
                        .filter(limit -> clock.since(run.startedAt()).compareTo(limit) > 0)
                        .ifPresent(limit -> timeOut(run, limit)));
    }

    private Optional<Duration> limitOf(Run run) {
        return run.isTransactional() ? run.timeout().or(() -> Optional.of(config.transactionTimeout())) : run.timeout();
    }

    private Optional<Future<?>> alarm(Run run, Duration timeout) {
        try {
            return Optional.of(later.run(() -> timeOut(run, timeout), timeout));
        } catch (RuntimeException | Error refused) {
            LOG.log(Level.FINE, "Task " + run.task().id() + " has no alarm: the upkeep sees to its timeout", refused);
            return Optional.empty();
        }
    }

    /**
     * N7: a task that was lost before says durably that it starts, so that its next loss counts. If it cannot, it does not
     * start: it is somebody else's by now, or its row tells when the database is there again.
     */
    private boolean saysThatItStarts(ClaimedTask task) {
        try {
            if (markStarted(task) == 1) {
                return true;
            }
            dropping.drop(task);
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "Task " + task.id() + " could not be started", away);
            unsettled.release(task);
        }
        return false;
    }

    private int markStarted(ClaimedTask task) {
        return database.inNew(
                connection -> Jdbc.update(connection, MARK_STARTED, task.id(), task.node(), task.fence()));
    }

    /** Somebody has changed the row by hand. */
    private Outcome unreadable(ClaimedTask task, DateTimeException cause) {
        Run none = new Run(task, clock.nanoTime(), Optional.empty(), false, () -> {});
        String message =
                "timeout: expected an ISO-8601 duration, was \"" + task.toRun().timeout() + "\"";
        return outcomes.failedForGood(none, new TaskError(cause.getClass().getName(), message, null));
    }

    /** A task whose run ended in something that nobody has thought of must not be taken for running for ever. */
    private Optional<Outcome> outcomeInAnyCase(Run run, RequestContextController requestContext) {
        try {
            return call(run, requestContext);
        } catch (Throwable unforeseen) {
            LOG.log(
                    Level.SEVERE,
                    "TAKT-309 The run of task " + run.task().id() + " ended in what it cannot: a defect",
                    unforeseen);
            if (run.isTransactional()) {
                boolean unused = run.end();
                if (!run.isStopped()) { // else whoever has stopped it has said what becomes of it
                    unsettled.release(run.task());
                }
                return Optional.empty();
            }
            return Optional.of(outcomes.failedForGood(run, Failure.of(unforeseen)));
        }
    }

    /** Empty if the run has seen to its outcome itself. */
    private Optional<Outcome> call(Run run, RequestContextController requestContext) {
        requestContext.activate();
        CurrentTask.begin(run);
        try {
            if (run.isTransactional()) {
                transactionalRun.run(run);
                return Optional.empty();
            }
            return Optional.of(outcomeOf(run));
        } finally {
            CurrentTask.end();
            requestContext.deactivate();
        }
    }

    private Outcome outcomeOf(Run run) {
        try {
            return outcomes.succeeded(run, call.call(run.task()));
        } catch (Throwable thrown) { // whatever a function throws is its failure, never the worker's
            return outcomes.failed(run, Failure.of(thrown));
        }
    }

    private void timeOut(Run run, Duration timeout) {
        boolean unused = stop(run, outcomes.failed(run, Failure.timeout(timeout)));
    }

    private boolean stop(Run run, Outcome verdict) {
        boolean stopped = run.stop(() -> whenItsTransactionHasEnded(run, verdict));
        if (stopped) {
            runs.remove(run);
            try {
                if (!run.isTransactional()) {
                    completions.record(verdict);
                }
            } finally {
                run.leave();
            }
        }
        return stopped;
    }

    private void whenItsTransactionHasEnded(Run run, @Nullable Outcome verdict) {
        if (run.isTransactional()) {
            unsettled.await(run.task(), verdict);
        }
    }

    private Optional<Duration> timeoutOf(ClaimedTask task) {
        return task.toRun().timeout() == null
                ? config.timeout()
                : Optional.of(Duration.parse(task.toRun().timeout()));
    }
}
