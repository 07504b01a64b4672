package dev.takt.task;

import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.config.Unproxied;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.HandOver;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import dev.takt.sql.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes outcomes into their rows, in the caller's transaction, or without one where none is needed. */
@ApplicationScoped
@Unproxied
public class Recording {
    private static final Logger LOG = Logger.getLogger(Recording.class.getName());

    private static final String RETRY = """
            UPDATE takt_task SET %s, failures = failures + 1, run_after = ?, started_at = ?, error_type = ?, error_message = ?, error_stack = ?
            WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL""".formatted(HandOver.WAITS_AGAIN);

    /** My own commit of unknown outcome: finished under my node and fence. */
    private static final String MINE_AFTER_ALL =
            "SELECT finished_at IS NOT NULL AS finished FROM takt_task WHERE id = ? AND node = ? AND fence = ?";

    private final Database database;
    private final Tallies tallies;

    @Inject
    Recording(Database database, Tallies tallies) {
        this.database = database;
        this.tallies = tallies;
    }

    /** Whether {@link #ofMany} needs no transaction for them. */
    boolean isAtOnce(List<Outcome> batch) {
        return batch.stream().allMatch(Outcome::isFinal) && database.sql().completesAtOnce(batch);
    }

    /** N8: what is still this node's, and what turned out to have been recorded before. */
    Completed ofMany(Connection connection, List<Outcome> batch) throws SQLException {
        List<Outcome> ended = batch.stream().filter(Outcome::isFinal).toList();
        Set<Long> recorded = new HashSet<>();
        List<Turn> turns = List.of();
        if (ended.isEmpty()) {
            database.sql().beginShort(connection); // what completes tasks does so itself
        } else {
            Completed completed = database.sql().complete(connection, ended);
            recorded.addAll(completed.recorded());
            turns = completed.turns();
        }
        for (Outcome outcome : ended) {
            if (!recorded.contains(outcome.task().id()) && isMineAfterAll(connection, outcome)) {
                recorded.add(outcome.task().id());
            }
        }
        retry(connection, batch.stream().filter(outcome -> !outcome.isFinal()).toList());
        return new Completed(recorded, turns);
    }

    /**
     * N9: in the transaction of the function.
     *
     * @param connection of the transaction that has locked the task's row
     * @param outcome of the task
     * @return nothing recorded if the row is no longer this node's
     * @throws SQLException from the driver
     */
    public Completed ofOne(Connection connection, Outcome outcome) throws SQLException {
        if (outcome.isFinal()) {
            return database.sql().completeOne(connection, outcome);
        }
        boolean waits = Arrays.stream(retry(connection, List.of(outcome))).sum() == 1;
        return new Completed(waits ? Set.of(outcome.task().id()) : Set.of(), List.of());
    }

    /**
     * Of a task that the statement did not find.
     *
     * @throws IllegalStateException if it should have found it (H2 did so once among hundreds of tasks): all is undone, and
     *     tried again
     */
    private boolean isMineAfterAll(Connection connection, Outcome outcome) throws SQLException {
        var task = outcome.task();
        Optional<Boolean> finished = Jdbc.one(
                connection, MINE_AFTER_ALL, row -> row.getBoolean("finished"), task.id(), task.node(), task.fence());
        if (finished.isEmpty()) {
            tallies.add(Tally.FENCED_OUTCOMES, 1);
            LOG.log(
                    Level.INFO,
                    "TAKT-304 The outcome of task {0} is dropped: it is no longer of node {1}",
                    new Object[] {Long.toString(task.id()), Long.toString(task.node())});
        } else if (!finished.get()) {
            throw new IllegalStateException("the database passed over task " + task.id());
        }
        return finished.isPresent();
    }

    private int[] retry(Connection connection, List<Outcome> failed) throws SQLException {
        if (failed.isEmpty()) {
            return new int[0];
        }
        var now = database.sql().now(connection);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Outcome outcome : failed) {
            var error = Objects.requireNonNull(outcome.error());
            rows.add(new @Nullable Object[] {
                now.plus(Objects.requireNonNull(outcome.retryAfter())),
                now.minus(outcome.startedAgo()),
                error.type(),
                error.message(),
                error.stack(),
                outcome.task().id(),
                outcome.task().node(),
                outcome.task().fence()
            });
        }
        return Jdbc.batch(connection, RETRY, rows);
    }
}
