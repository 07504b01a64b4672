package dev.takt.task;

import dev.takt.cluster.Node;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * N8: records outcomes, in groups. The worker that finds no flush under way, or one and much that is waiting, writes it:
 * at once when idle, many together when busy, and then a few milliseconds later. While the database is away, outcomes wait
 * here.
 */
@ApplicationScoped
public class Completions {
    private static final Logger LOG = Logger.getLogger(Completions.class.getName());
    private static final int FLUSHES_AT_ONCE = 2;

    /** An outcome waits no longer for others that are about to come. */
    private static final Duration SOON = Duration.ofMillis(3);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final Recording recording;
    private final Aftermath aftermath;
    private final TaktConfig config;
    private final Later later;
    private final Node node;
    private final NodeClock clock;

    private final BlockingQueue<Outcome> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger backlog = new AtomicInteger();
    private final Semaphore flushes = new Semaphore(FLUSHES_AT_ONCE);
    private final AtomicBoolean soon = new AtomicBoolean();
    private volatile BooleanSupplier moreToCome = () -> false;
    private volatile Duration pause = Duration.ZERO;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Completions() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Completions(
            Database database,
            Recording recording,
            Aftermath aftermath,
            TaktConfig config,
            @OfTakt Later later,
            Node node,
            NodeClock clock) {
        this.database = database;
        this.recording = recording;
        this.aftermath = aftermath;
        this.config = config;
        this.later = later;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Whom else to tell what has been recorded.
     *
     * @param listener quick, called by workers
     */
    public void whenRecorded(Consumer<Collection<Outcome>> listener) {
        aftermath.tell(listener);
    }

    /**
     * Who knows whether other outcomes are likely to follow at once: then one flush is enough for all.
     *
     * @param tells quick, called by workers
     */
    public void waitWhile(BooleanSupplier tells) {
        moreToCome = tells;
    }

    /**
     * Takes an outcome and sees to it that it is recorded.
     *
     * @param outcome of a run that has ended
     */
    public void record(Outcome outcome) {
        waiting.add(outcome);
        backlog.incrementAndGet();
        if (!pause.isZero()) {
            return;
        }
        if (isMuch(waiting.size()) || !moreToCome.getAsBoolean()) {
            flush();
        } else if (soon.compareAndSet(false, true)) {
            flushSoon();
        }
    }

    private void flushSoon() {
        try {
            Future<?> unused = later.run(this::flushNow, SOON);
        } catch (RejectedExecutionException full) {
            flushNow();
        }
    }

    private void flushNow() {
        soon.set(false);
        flush();
    }

    /**
     * How many outcomes wait to be recorded.
     *
     * @return grows while the database is away
     */
    public int backlog() {
        return backlog.get();
    }

    /** Writes what waits, unless others are at it: then they write it. */
    public void flush() {
        while (isWorthwhile() && flushes.tryAcquire()) {
            try {
                if (!writeAll()) {
                    return;
                }
            } finally {
                flushes.release();
            }
        }
    }

    /** Beside a flush that is under way, only if there is much: each costs a transaction. */
    private boolean isWorthwhile() {
        int ready = waiting.size();
        return ready > 0 && (flushes.availablePermits() == FLUSHES_AT_ONCE || isMuch(ready));
    }

    private boolean isMuch(int ready) {
        return ready >= config.batchSize() / FLUSHES_AT_ONCE;
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
        waiting.drainTo(batch, config.batchSize());
        return batch;
    }

    private boolean write(List<Outcome> batch) {
        long now = clock.nanoTime();
        Completed completed;
        try {
            completed = recorded(
                    batch.stream().map(outcome -> outcome.recordedAt(now)).toList());
        } catch (RuntimeException | Error away) { // whatever it is, what ran has run
            waiting.addAll(batch);
            tryAgainLater(away);
            return false;
        }
        backlog.addAndGet(-batch.size());
        pause = Duration.ZERO;
        aftermath.of(batch, completed);
        return true;
    }

    private Completed recorded(List<Outcome> batch) {
        Database.Work<Completed> recorded = connection -> recording.ofMany(connection, batch);
        return recording.isAtOnce(batch) ? database.atOnce(recorded) : database.inNew(recorded);
    }

    private void tryAgainLater(Throwable away) {
        Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        if (pause.isZero()) {
            LOG.log(
                    Level.WARNING,
                    "TAKT-303 Outcomes cannot be recorded; they wait in the memory of node {0}: {1}",
                    new Object[] {Long.toString(node.id()), away.toString()});
            LOG.log(Level.FINE, "why", away);
        }
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        try {
            Future<?> unused = later.run(this::flush, pause);
        } catch (RejectedExecutionException full) {
            LOG.log(Level.FINE, "The upkeep records them, within a second", full);
        }
    }
}
