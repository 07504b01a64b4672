package dev.takt.stat;

import dev.takt.api.SchedulerStarted;
import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.config.DatabaseTime;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import dev.takt.task.Completions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks that this node has finished, by the minute, and writes its counts now and then. Nobody else writes those
 * rows, so each writing sets what there is so far.
 */
@ApplicationScoped
@Unproxied
public class RunCounts {
    /** What is charted is a day at most; a week is for whoever looks with a query of his own. */
    private static final Duration KEPT = Duration.ofDays(8);

    private static final String UPDATE = "UPDATE takt_stat SET runs = ?, lateness = ?, duration = ?"
            + " WHERE at_minute = ? AND node = ? AND func = ? AND outcome = ?";
    private static final String INSERT =
            "INSERT INTO takt_stat (runs, lateness, duration, at_minute, node, func, outcome)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM takt_stat WHERE at_minute < ?";

    private final Database database;
    private final Node node;
    private final DatabaseTime time;
    private final Completions completions;
    private final Map<Key, Cell> cells = new HashMap<>();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private Instant cleanedUntil = Instant.EPOCH;

    private record Key(Instant minute, long node, String func, TaskState outcome) {}

    private static final class Cell {
        private final Histogram lateness = new Histogram();
        private final Histogram duration = new Histogram();
        private long runs;
        private boolean changed;
    }

    /** For stand-ins in tests, which replace what they need. */
    @SuppressWarnings("NullAway")
    protected RunCounts() {
        this(null, null, null, null);
    }

    @Inject
    RunCounts(Database database, Node node, DatabaseTime time, Completions completions) {
        this.database = database;
        this.node = node;
        this.time = time;
        this.completions = completions;
    }

    /**
     * Whom else to tell of each.
     *
     * @param listener quick, called by workers
     */
    public void whenEnded(RunListener listener) {
        listeners.add(listener);
    }

    /** Before applications hear of the start, and plan something. */
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) SchedulerStarted started) {
        completions.whenRecorded(this::count);
    }

    /** Of a task that was tried several times, the last attempt. */
    private void count(Collection<Outcome> recorded) {
        synchronized (this) {
            recorded.stream()
                    .filter(Outcome::isFinal)
                    .forEach(outcome -> time.at(outcome.endedAt()).ifPresent(ended -> count(outcome, ended)));
        }
    }

    private void count(Outcome outcome, Instant ended) {
        Key key = new Key(
                ended.truncatedTo(ChronoUnit.MINUTES), node.id(), outcome.task().func(), outcome.state());
        Cell cell = cells.computeIfAbsent(key, first -> new Cell());
        cell.runs++;
        cell.changed = true;
        cell.duration.add(outcome.took());
        Duration late = late(outcome, ended.minus(outcome.took()));
        if (late != null) {
            cell.lateness.add(late);
        }
        listeners.forEach(listener -> listener.ended(key.func(), key.outcome(), late, outcome.took()));
    }

    /** How long after its slot, or its creation, it began; null for one that was tried before. */
    private static @Nullable Duration late(Outcome outcome, Instant began) {
        var task = outcome.task();
        if (task.failures() > 0 || task.losses() > 0) {
            return null;
        }
        return Duration.between(task.slot() == null ? task.queuedAt() : task.slot(), began);
    }

    /** Writes what has changed, in a transaction of its own. Called every few seconds, and at the end. */
    public void write() {
        List<@Nullable Object[]> rows = takeChanged();
        if (!rows.isEmpty()) {
            int written = database.inNew(connection -> {
                int[] updated = Jdbc.batch(connection, UPDATE, rows);
                List<@Nullable Object[]> fresh = IntStream.range(0, updated.length)
                        .filter(i -> updated[i] == 0)
                        .mapToObj(rows::get)
                        .toList();
                return Jdbc.batch(connection, INSERT, fresh).length;
            });
            assert written <= rows.size();
        }
        clean();
    }

    /** Those of a minute that is over are forgotten once they are written; if the writing fails, they are lost: it is a chart. */
    private synchronized List<@Nullable Object[]> takeChanged() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        cells.forEach((key, cell) -> {
            if (cell.changed) {
                rows.add(row(key, cell));
                cell.changed = false;
            }
        });
        time.now()
                .map(now -> now.truncatedTo(ChronoUnit.MINUTES))
                .ifPresent(minute -> cells.keySet().removeIf(key -> key.minute().isBefore(minute)));
        return rows;
    }

    private static @Nullable Object[] row(Key key, Cell cell) {
        return new @Nullable Object[] {
            cell.runs,
            cell.lateness.toString(),
            cell.duration.toString(),
            key.minute(),
            key.node(),
            key.func(),
            key.outcome().name()
        };
    }

    /** Once an hour. */
    private void clean() {
        time.now().filter(now -> now.isAfter(cleanedUntil)).ifPresent(now -> {
            int unused = database.inNew(connection -> Jdbc.update(connection, DELETE, now.minus(KEPT)));
            cleanedUntil = now.plus(Duration.ofHours(1));
        });
    }
}
