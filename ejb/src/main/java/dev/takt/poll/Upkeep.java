package dev.takt.poll;

import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.cluster.Reconcile;
import dev.takt.cluster.Signals;
import dev.takt.config.NodeClock;
import dev.takt.run.Dispatcher;
import dev.takt.run.Runner;
import dev.takt.run.Unsettled;
import dev.takt.schedule.BrokenSchedules;
import dev.takt.schedule.Overdue;
import dev.takt.stat.RunCounts;
import dev.takt.task.Completions;
import dev.takt.task.PendingHooks;
import dev.takt.task.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is to be done every second or less often, each duty by its own class. A duty that fails is tried again. */
@ApplicationScoped
public class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());
    private static final int BEAT = 2;
    private static final int RECONCILE = 10;
    private static final int MEND = 5;
    private static final int RETAIN = 10;
    private static final int COUNT = 5;

    /** A beat later than two periods: this node cannot tell who else was late. */
    private static final Duration LATE = Duration.ofSeconds(4);

    private final NodeBeat beat;
    private final LostTasks lostTasks;
    private final Reconcile reconcile;
    private final PendingHooks pendingHooks;
    private final BrokenSchedules brokenSchedules;
    private final Overdue overdue;
    private final Dispatcher dispatcher;
    private final Runner runner;
    private final Unsettled unsettled;
    private final Completions completions;
    private final Retention retention;
    private final RunCounts counts;
    private final Signals signals;
    private final Node node;
    private final NodeClock clock;

    private final AtomicBoolean busy = new AtomicBoolean();
    private long second;
    private long lastBeat;
    private boolean failing;

    /** A node was declared dead, or there were more of its tasks than could be taken over at once. */
    private boolean orphansLikely;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Upkeep() {
        this(null, null, null, null, null, null, null, null, null, null, null, null, null, null, new NodeClock());
    }

    @Inject
    Upkeep(
            NodeBeat beat,
            LostTasks lostTasks,
            Reconcile reconcile,
            PendingHooks pendingHooks,
            BrokenSchedules brokenSchedules,
            Overdue overdue,
            Dispatcher dispatcher,
            Runner runner,
            Unsettled unsettled,
            Completions completions,
            Retention retention,
            RunCounts counts,
            Signals signals,
            Node node,
            NodeClock clock) {
        this.beat = beat;
        this.lostTasks = lostTasks;
        this.reconcile = reconcile;
        this.pendingHooks = pendingHooks;
        this.brokenSchedules = brokenSchedules;
        this.overdue = overdue;
        this.dispatcher = dispatcher;
        this.runner = runner;
        this.unsettled = unsettled;
        this.completions = completions;
        this.retention = retention;
        this.counts = counts;
        this.signals = signals;
        this.node = node;
        this.clock = clock;
        this.lastBeat = clock.nanoTime();
    }

    /** Once a second. */
    public void tick() {
        if (busy.compareAndSet(false, true)) {
            try {
                duties(second++);
            } finally {
                busy.set(false);
            }
        }
    }

    private void duties(long now) {
        try {
            if (now % BEAT == 0) {
                beat.beat();
            }
            watchOut();
            if (now % BEAT == 0) {
                lastBeat = clock.nanoTime();
                signals.receive();
            }
            orphansLikely |= lostTasks.watch() > 0;
            if (orphansLikely || now % MEND == 0) {
                orphansLikely = lostTasks.takeOver() > 0;
            }
            if (now % RECONCILE == 0) {
                reconcile.run();
            }
            if (now % MEND == 0) {
                pendingHooks.run();
                brokenSchedules.mend();
                overdue.run();
            }
            dispatcher.startWorkers();
            runner.stopOverlong();
            unsettled.settle();
            completions.flush();
            countAndRetain(now);
            failing = false;
        } catch (RuntimeException | Error refused) { // whatever it was, no beat of others was seen
            lostTasks.forget();
            if (!failing) {
                failing = true;
                LOG.log(
                        Level.WARNING,
                        "TAKT-203 The upkeep of node {0} failed and is tried again each second: {1}",
                        new Object[] {Long.toString(node.id()), refused.toString()});
            }
            LOG.log(Level.FINE, "The upkeep failed", refused);
        }
    }

    /** What is kept too long, or counted too late, harms nobody: its failure is no reason to doubt the database. */
    private void countAndRetain(long now) {
        if (now % COUNT == 0) {
            quietly("Runs could not be counted", counts::write);
        }
        if (now % RETAIN == 0 || retention.isBehind()) {
            quietly("Old tasks could not be deleted", retention::run);
        }
    }

    private static void quietly(String failed, Runnable duty) {
        try {
            duty.run();
        } catch (RuntimeException | Error refused) {
            LOG.log(Level.FINE, failed + "; tried again soon", refused);
        }
    }

    /** A beat that hung until the database came back is late, too: so this comes after it. */
    private void watchOut() {
        if (clock.since(lastBeat).compareTo(LATE) > 0) {
            lostTasks.forget();
        }
    }
}
