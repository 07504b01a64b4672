package dev.takt.run;

import dev.takt.api.TaskError;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.Outcome;
import dev.takt.task.Aftermath;
import dev.takt.task.Completions;
import dev.takt.task.Recording;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * N9: calls a function in a transaction that first locks its task's row and at last records its outcome: both are
 * committed with what the function wrote, or nothing is. While the row is locked, nobody else can take the task.
 */
@ApplicationScoped
@Unproxied
class TransactionalRun {
    private static final Logger LOG = Logger.getLogger(TransactionalRun.class.getName());

    /** What comes first: the interrupt, then JTA's limit, then the database's. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final FunctionCall call;
    private final FunctionTransaction transaction;
    private final Outcomes outcomes;
    private final Recording recording;
    private final Aftermath aftermath;
    private final Completions completions;
    private final Unsettled unsettled;
    private final Dropping dropping;
    private final Database database;
    private final TaktConfig config;

    @Inject
    TransactionalRun(
            FunctionCall call,
            FunctionTransaction transaction,
            Outcomes outcomes,
            Recording recording,
            Aftermath aftermath,
            Completions completions,
            Unsettled unsettled,
            Dropping dropping,
            Database database,
            TaktConfig config) {
        this.call = call;
        this.transaction = transaction;
        this.outcomes = outcomes;
        this.recording = recording;
        this.aftermath = aftermath;
        this.completions = completions;
        this.unsettled = unsettled;
        this.dropping = dropping;
        this.database = database;
        this.config = config;
    }

    /** Runs it on this thread, from the first statement to the commit. */
    void run(Run run) {
        try {
            fromBeginToEnd(run);
        } catch (RuntimeException | Error unforeseen) { // the thread goes on with other tasks
            boolean unused = transaction.rollBack(run.task());
            throw unforeseen;
        }
    }

    private void fromBeginToEnd(Run run) {
        boolean mine;
        try {
            mine = begin(run);
        } catch (NotSupportedException | SystemException | RuntimeException away) {
            LOG.log(Level.FINE, "Task " + run.task().id() + " could not be started", away);
            end(run, () -> unsettled.release(run.task()));
            return;
        }
        if (!mine || run.isStopped()) { // one stopped before it had the row may be recorded already
            end(run, () -> dropping.drop(run.task()));
            return;
        }
        Outcome outcome = call(run);
        if (run.end()) {
            finish(run, outcome);
        } else {
            end(run, () -> {});
        }
    }

    private boolean begin(Run run) throws NotSupportedException, SystemException {
        Duration limit = run.timeout().orElse(config.transactionTimeout());
        transaction.begin(run.task(), limit.plus(MARGIN));
        return database.inCurrent(connection -> database.sql()
                .lockForRun(connection, run.task(), limit.plus(MARGIN).plus(MARGIN)));
    }

    private Outcome call(Run run) {
        try {
            Object returned = call.find(run.task()).invoke(call.arguments(run.task()));
            return outcomes.succeeded(run, json(returned));
        } catch (Throwable thrown) { // whatever a function throws is its failure, never the worker's
            if (thrown instanceof Error || Failure.isEnlistmentRefused(thrown)) {
                transaction.setRollbackOnly(); // the servers do not agree on these
            }
            return outcomes.failed(run, Failure.inTransaction(thrown));
        }
    }

    /** The annotations of the function do not speak of a result that cannot be written. */
    private @Nullable String json(@Nullable Object returned) {
        try {
            return JsonTypes.write(returned);
        } catch (RuntimeException refused) {
            transaction.setRollbackOnly();
            throw refused;
        }
    }

    private void finish(Run run, Outcome outcome) {
        if (transaction.isActive()) {
            commit(run, outcome);
            return;
        }
        boolean ended = transaction.rollBack(run.task());
        Outcome failure = outcome.succeeded()
                ? outcomes.failed(run, new TaskError(null, "the transaction was marked for rollback", null))
                : outcome;
        if (ended) {
            completions.record(failure);
        } else {
            unsettled.fail(failure);
        }
    }

    private void commit(Run run, Outcome outcome) {
        Completed completed = Unsettled.NOTHING;
        try {
            completed = database.inCurrent(connection -> recording.ofOne(connection, outcome));
            if (completed.recorded().isEmpty()) {
                boolean unused = transaction.rollBack(run.task());
                dropping.drop(run.task());
                return;
            }
            transaction.commit();
            aftermath.of(List.of(outcome), completed);
        } catch (Exception unknown) { // the row tells
            boolean unused = transaction.rollBack(run.task());
            boolean refused = CommitFate.isRefusal(unknown);
            unsettled.add(outcome, completed, refused ? outcomes.failed(run, Failure.of(unknown)) : null);
        }
    }

    /** Nothing is committed. Whoever has stopped the run has said what becomes of the task. */
    private void end(Run run, Runnable unlessStopped) {
        boolean wanted = run.end(); // leaves no interrupt behind, which some drivers do not bear
        boolean unused = transaction.rollBack(run.task());
        if (wanted) {
            unlessStopped.run();
        } else {
            unsettled.settle(run.task());
        }
    }
}
