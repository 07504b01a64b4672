package dev.takt.task;

import dev.takt.audit.OldEntries;
import dev.takt.config.NodeClock;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.Outcome;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps no more tasks than it should (SEMANTICS, section 7): prunes the schedules whose tasks this node has finished
 * since the last pass; walks slowly over all schedules, for what a restart has forgotten; and deletes what is too old. A
 * pass takes about a second at most.
 */
@ApplicationScoped
public class Retention {
    private static final Duration LONGEST_PASS = Duration.ofSeconds(1);

    private static final String NEXT_SCHEDULES = "SELECT id FROM takt_schedule WHERE id > ? ORDER BY id LIMIT ?";

    private final Database database;
    private final Completions completions;
    private final SurplusTasks surplus;
    private final OldTasks old;
    private final OldEntries oldEntries;
    private final NodeClock clock;

    /** Schedules that have finished a task since they were pruned. */
    private final Set<Long> touched = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean touchedWithoutSchedule = new AtomicBoolean(true);
    private long walkedTo;
    private boolean behind;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Retention() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Retention(
            Database database,
            Completions completions,
            SurplusTasks surplus,
            OldTasks old,
            OldEntries oldEntries,
            NodeClock clock) {
        this.database = database;
        this.completions = completions;
        this.surplus = surplus;
        this.old = old;
        this.oldEntries = oldEntries;
        this.clock = clock;
    }

    @PostConstruct
    void listenToCompletions() {
        completions.whenRecorded(this::note);
    }

    /**
     * Whether the last pass left something that could have gone.
     *
     * @return true if the next should come soon
     */
    public synchronized boolean isBehind() {
        return behind;
    }

    /**
     * One pass.
     *
     * @return how many tasks went
     */
    public synchronized int run() {
        long beganAt = clock.nanoTime();
        behind = true;
        int gone = pruneTouched(beganAt) + pruneWithoutSchedule(beganAt);
        if (surplus.limitsSuccesses()) {
            gone += surplus.prune(nextSchedules());
        }
        gone += old.prunePage();
        behind = oldEntries.prune() || isOver(beganAt);
        return gone;
    }

    private void note(Collection<Outcome> recorded) {
        for (Outcome outcome : recorded) {
            boolean counts = outcome.isFinal() && (surplus.limitsSuccesses() || !outcome.succeeded());
            Long schedule = outcome.task().schedule();
            if (counts && schedule != null) {
                touched.add(schedule);
            } else if (counts) {
                touchedWithoutSchedule.set(true);
            }
        }
    }

    private int pruneTouched(long beganAt) {
        int gone = 0;
        while (!touched.isEmpty() && !isOver(beganAt)) {
            List<Long> batch = takeTouched();
            int pruned = surplus.prune(batch);
            if (pruned >= SurplusTasks.LIMIT) {
                touched.addAll(batch);
            }
            gone += pruned;
        }
        return gone;
    }

    private List<Long> takeTouched() {
        List<Long> batch = new ArrayList<>();
        for (Iterator<Long> each = touched.iterator(); each.hasNext() && batch.size() < surplus.schedulesAtOnce(); ) {
            batch.add(each.next());
            each.remove();
        }
        return batch;
    }

    private int pruneWithoutSchedule(long beganAt) {
        int gone = 0;
        while (!isOver(beganAt) && touchedWithoutSchedule.getAndSet(false)) {
            int pruned = surplus.pruneWithoutSchedule();
            touchedWithoutSchedule.compareAndSet(false, pruned >= SurplusTasks.LIMIT);
            gone += pruned;
        }
        return gone;
    }

    /** Begins anew behind the last, and then looks at the tasks without schedule as well. */
    private List<Long> nextSchedules() {
        List<Long> next = database.inNew(connection ->
                Jdbc.query(connection, NEXT_SCHEDULES, row -> row.getLong(1), walkedTo, surplus.schedulesAtOnce()));
        walkedTo = next.isEmpty() ? 0 : next.get(next.size() - 1);
        touchedWithoutSchedule.compareAndSet(false, next.isEmpty());
        return next;
    }

    private boolean isOver(long beganAt) {
        return clock.since(beganAt).compareTo(LONGEST_PASS) > 0;
    }
}
