package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.cluster.InMemory;
import dev.takt.config.Later;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.hook.Alerts;
import dev.takt.hook.Hooks;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import dev.takt.sql.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * N8: records outcomes, in groups. The worker that finds less than two flushes under way writes all that is waiting:
 * at once when idle, many together when busy. While the database is away, outcomes wait here.
 */
@ApplicationScoped
public class Completions {
    private static final Logger LOG = Logger.getLogger(Completions.class.getName());
    private static final int FLUSHES_AT_ONCE = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final String RETRY = """
            UPDATE takt_task SET node = NULL, state = 'WAITING', fence = fence + 1, failures = failures + 1,
                run_after = ?, started_at = ?, error_type = ?, error_message = ?, error_stack = ?
            WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL""";

    /** My own commit of unknown outcome: finished under my node and fence. */
    private static final String MINE_AFTER_ALL =
            "SELECT finished_at IS NOT NULL AS finished FROM takt_task WHERE id = ? AND node = ? AND fence = ?";

    private final Database database;
    private final Hooks hooks;
    private final Alerts alerts;
    private final InMemory inMemory;
    private final TaktConfig config;
    private final Later later;

    private final Queue<Outcome> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger backlog = new AtomicInteger();
    private final Semaphore flushes = new Semaphore(FLUSHES_AT_ONCE);
    private volatile Duration pause = Duration.ZERO;
    private final List<Consumer<Collection<Outcome>>> whenRecorded = new CopyOnWriteArrayList<>();

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Completions() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Completions(
            Database database, Hooks hooks, Alerts alerts, InMemory inMemory, TaktConfig config, @OfTakt Later later) {
        this.database = database;
        this.hooks = hooks;
        this.alerts = alerts;
        this.inMemory = inMemory;
        this.config = config;
        this.later = later;
    }

    /**
     * Whom else to tell what has been recorded.
     *
     * @param listener quick, called by workers
     */
    public void whenRecorded(Consumer<Collection<Outcome>> listener) {
        whenRecorded.add(listener);
    }

    /**
     * Takes an outcome and sees to it that it is recorded.
     *
     * @param outcome of a run that has ended
     */
    public void record(Outcome outcome) {
        waiting.add(outcome);
        backlog.incrementAndGet();
        if (pause.isZero()) {
            flush();
        }
    }

    /**
     * How many outcomes wait to be recorded.
     *
     * @return grows while the database is away
     */
    public int backlog() {
        return backlog.get();
    }

    /** Writes what waits, unless two others are at it: then they write it. */
    public void flush() {
        while (!waiting.isEmpty() && flushes.tryAcquire()) {
            try {
                if (!writeAll()) {
                    return;
                }
            } finally {
                flushes.release();
            }
        }
    }

    private boolean writeAll() {
        for (List<Outcome> batch = next(); !batch.isEmpty(); batch = next()) {
            if (!write(batch)) {
                return false;
            }
        }
        return true;
    }

    private List<Outcome> next() {
        List<Outcome> batch = new ArrayList<>();
        while (batch.size() < config.batchSize()) {
            Outcome outcome = waiting.poll();
            if (outcome == null) {
                break;
            }
            batch.add(outcome);
        }
        return batch;
    }

    private boolean write(List<Outcome> batch) {
        try {
            Completed completed = database.inNew(connection -> recordIn(connection, batch));
            backlog.addAndGet(-batch.size());
            pause = Duration.ZERO;
            batch.forEach(outcome -> inMemory.gone(outcome.task().id()));
            whenRecorded.forEach(listener -> listener.accept(batch));
            completed.turns().forEach(alerts::tell);
            announce(batch, completed.recorded());
            return true;
        } catch (RuntimeException away) {
            waiting.addAll(batch);
            tryAgainLater(away);
            return false;
        }
    }

    private Completed recordIn(Connection connection, List<Outcome> batch) throws SQLException {
        database.sql().beginShort(connection);
        List<Outcome> ended = batch.stream().filter(Outcome::isFinal).toList();
        Set<Long> recorded = new HashSet<>();
        List<Turn> turns = List.of();
        if (!ended.isEmpty()) {
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
            LOG.log(Level.INFO, "The outcome of task {0} is dropped: the task is no longer this node''s", task.id());
        } else if (!finished.get()) {
            throw new IllegalStateException("the database passed over task " + task.id());
        }
        return finished.isPresent();
    }

    private void retry(Connection connection, List<Outcome> failed) throws SQLException {
        if (failed.isEmpty()) {
            return;
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
        Jdbc.batch(connection, RETRY, rows);
    }

    private void announce(List<Outcome> batch, Collection<Long> recorded) {
        List<Long> hooked = batch.stream()
                .filter(Outcome::hookPending)
                .map(outcome -> outcome.task().id())
                .filter(recorded::contains)
                .toList();
        if (!hooked.isEmpty()) {
            List<Task> tasks = database.inNew(connection -> TaskReader.byIds(connection, hooked));
            tasks.forEach(hooks::submit);
        }
    }

    private void tryAgainLater(RuntimeException away) {
        Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        if (pause.isZero()) {
            LOG.log(Level.WARNING, "Outcomes cannot be recorded; they wait in memory: {0}", away.getMessage());
            LOG.log(Level.FINE, "why", away);
        }
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        Future<?> unused = later.run(this::flush, pause);
    }
}
