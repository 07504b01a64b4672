package dev.takt.poll;

import dev.takt.cluster.Node;
import dev.takt.config.Pulse;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.config.WorkWanted;
import dev.takt.run.Dispatcher;
import dev.takt.run.FunctionRegistry;
import dev.takt.sql.Outcome;
import dev.takt.task.Completions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Claims what is due and hands it to the workers, as long as there is room. A pass never throws. */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class.getName());

    /** Due, and yet not to be had: somebody else has locked it for the moment. */
    private static final Duration LOCKED_BY_SOMEBODY = Duration.ofMillis(50);

    /** Not worth another look. */
    private static final Duration SOON = Duration.ofMillis(5);

    private final Claim claim;
    private final Dispatcher dispatcher;
    private final Completions completions;
    private final Node node;
    private final WakeUp wakeUp;
    private final TaktConfig config;
    private final FunctionRegistry functions;
    private final Pulse pulse;
    private final Tallies tallies;

    /**
     * How far back an alarm's claim looks for what is due, from the time until when all that was due had been claimed.
     * Whatever has been due for longer has left nothing but dead entries in the index, which a claim would have to walk over;
     * but a row may have been locked by somebody at that time, or committed later than it says.
     */
    private static final Duration LATEST = Duration.ofMillis(100);

    /** The same for the timer's ticks. */
    private static final Duration RECENT = Duration.ofSeconds(3);

    private static final Instant EVER = Instant.MIN;

    private volatile Instant claimedUntil = Instant.EPOCH;

    /** From when on the next claim looks, if that is further back. */
    private final AtomicReference<Instant> lookFrom = new AtomicReference<>(EVER);

    private final AtomicBoolean lookAtTasks = new AtomicBoolean(true);

    /** In the pass that is under way. */
    private boolean lookedAtTasks;

    private Instant lookedFrom = EVER;

    private final ReentrantLock passing = new ReentrantLock();
    private final AtomicBoolean askedMeanwhile = new AtomicBoolean();
    private volatile boolean databaseIsAway;
    private volatile boolean heldUp;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Poller() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Poller(
            Claim claim,
            Dispatcher dispatcher,
            Completions completions,
            Node node,
            WakeUp wakeUp,
            TaktConfig config,
            FunctionRegistry functions,
            Pulse pulse,
            Tallies tallies) {
        this.claim = claim;
        this.dispatcher = dispatcher;
        this.completions = completions;
        this.node = node;
        this.wakeUp = wakeUp;
        this.config = config;
        this.functions = functions;
        this.pulse = pulse;
        this.tallies = tallies;
    }

    @PostConstruct
    void listenToWorkers() {
        dispatcher.whenHungry(() -> wakeUp.now(this::poll));
        completions.whenRecorded(this::followUp);
        completions.waitWhile(dispatcher::isBusy);
    }

    /** A slot of the same schedule, or a task of the same function, may have waited for one of these to end. */
    private void followUp(Collection<Outcome> ended) {
        if (heldUp && completions.backlog() < config.queueLimit()) {
            heldUp = false;
            wakeUp.now(this::poll);
        }
        if (ended.stream()
                .map(Outcome::task)
                .anyMatch(task -> task.toRun().serial() || functions.limited().contains(task.func()))) {
            lookFrom(EVER); // what has waited may have been due for long
            lookAtTasks.set(true);
            wakeUp.in(Duration.ZERO, this::poll);
        }
    }

    /** Something new may be due, and is committed. It may have been due for long. */
    void workWanted(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkWanted event) {
        lookFrom(EVER);
        lookAtTasks.set(true); // an earlier alarm may look at slots only
        wakeUp.in(Duration.ZERO, this::poll);
    }

    private void lookFrom(Instant since) {
        lookFrom.accumulateAndGet(since, Poller::earlier);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /**
     * As {@link #poll()}, and looks at everything: for rows that somebody has made or changed by hand, or had locked for
     * long. Called every few seconds. The search, which may take long, holds up no claim.
     */
    public void pollAll() {
        try {
            claim.earliestDue().filter(claimedUntil::isAfter).ifPresent(this::lookFrom);
        } catch (RuntimeException | Error refused) {
            LOG.log(Level.FINE, "What has been overlooked is not known", refused);
            lookFrom(EVER);
        }
        pollRecent();
    }

    /** As {@link #poll()}, and looks a few seconds further back: for rows that were committed late. Called each second. */
    public void pollRecent() {
        lookFrom(claimedUntil.minus(RECENT));
        poll();
    }

    /** Claims all that is due, as far as there is room. Called from several threads; one of them does the work. */
    public void poll() {
        lookAtTasks.set(true);
        pollSlots();
    }

    /** The same for slots only: no waiting task is expected to be due. */
    private void pollSlots() {
        askedMeanwhile.set(true);
        while (askedMeanwhile.get() && passing.tryLock()) {
            try {
                askedMeanwhile.set(false);
                pass();
            } finally {
                passing.unlock();
            }
        }
    }

    private void pass() {
        try {
            boolean more = true;
            while (more && node.mayClaim() && keepsUp()) {
                more = claimOnce();
            }
            pulse.beat();
            if (databaseIsAway) {
                databaseIsAway = false;
                LOG.log(
                        Level.INFO,
                        "TAKT-201 The database answers node {0} again; polling goes on",
                        Long.toString(node.id()));
            }
        } catch (RuntimeException | Error refused) { // whatever it was, what is due has not been seen
            lookFrom(EVER);
            lookAtTasks.set(true);
            if (!databaseIsAway) {
                databaseIsAway = true;
                LOG.log(
                        Level.WARNING,
                        "TAKT-202 A poll of node {0} failed and is tried again each second: {1}",
                        new Object[] {Long.toString(node.id()), refused.toString()});
            }
            LOG.log(Level.FINE, "A poll failed", refused);
        }
    }

    /** Outcomes that wait to be recorded hold up claims; whoever records them is asked to call. */
    private boolean keepsUp() {
        if (completions.backlog() < config.queueLimit()) {
            return true;
        }
        heldUp = true;
        return completions.backlog() < config.queueLimit(); // they may just have been recorded
    }

    private boolean claimOnce() {
        int room = Math.min(dispatcher.roomOrCall(), config.batchSize());
        if (room <= 0) {
            return false;
        }
        return node.claiming(() -> claimAndQueue(room)).map(this::seesMore).orElse(false);
    }

    private Claim.Claimed claimAndQueue(int room) {
        lookedFrom = earlier(lookFrom.getAndSet(Instant.MAX), claimedUntil.minus(LATEST));
        lookedAtTasks = lookAtTasks.getAndSet(false);
        Claim.Claimed claimed = claim.claim(room, lookedFrom.equals(EVER) ? null : lookedFrom, lookedAtTasks);
        tallies.add(Tally.CLAIMS, 1);
        tallies.add(Tally.CLAIMED_TASKS, claimed.tasks().size());
        dispatcher.add(claimed.tasks());
        return claimed;
    }

    private boolean seesMore(Claim.Claimed claimed) {
        Duration next = claimed.next().first().orElse(config.pollInterval());
        boolean dueNow = next.isNegative() || next.isZero();
        Instant reached = dueNow ? claimed.reached() : claimed.next().asOf();
        if (reached != null) {
            claimedUntil = reached;
        } else if (dueNow) {
            lookFrom(lookedFrom); // and goes on
        }
        if (dueNow && (claimed.touched() > 0 || !lookedAtTasks)) {
            lookAtTasks.set(true);
            return true;
        }
        Runnable poll = claimed.next().isTaskWithin(SOON) ? this::poll : this::pollSlots;
        wakeUp.in(dueNow ? LOCKED_BY_SOMEBODY : next, poll);
        return false;
    }
}
