package dev.takt.poll;

import dev.takt.cluster.Node;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one outstanding alarm between two ticks of the timer: at the earliest due instant, at least 4 ms after the last
 * one for each node of the cluster, so that the database has as many claims from many nodes as from one. If it is lost, the next
 * tick polls anyway.
 */
@ApplicationScoped
public class WakeUp {
    private static final Duration LEAST_APART = Duration.ofMillis(4);
    private static final int MOST_TIMES = 5;

    private final Later later;
    private final NodeClock clock;
    private final TaktConfig config;
    private final Node node;
    private @Nullable Future<?> alarm;
    private long alarmAt;
    private long lastWake;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected WakeUp() {
        this(null, new NodeClock(), null, null);
    }

    @Inject
    WakeUp(@OfTakt Later later, NodeClock clock, TaktConfig config, Node node) {
        this.later = later;
        this.clock = clock;
        this.config = config;
        this.node = node;
        this.lastWake = clock.nanoTime() - LEAST_APART.toNanos();
    }

    /**
     * Asks for a poll.
     *
     * @param wait from now; longer than the poll interval is left to the timer
     * @param poll what to call
     */
    synchronized void in(Duration wait, Runnable poll) {
        if (wait.compareTo(config.pollInterval()) >= 0) {
            return;
        }
        long now = clock.nanoTime();
        long earliest = lastWake + LEAST_APART.toNanos() * Math.min(node.clusterSize(), MOST_TIMES);
        long at = Math.max(now + Math.max(0, wait.toNanos()), Math.max(now, earliest));
        if (alarm != null && alarmAt - at <= 0 && alarmAt - now > 0) {
            return; // an earlier one is outstanding
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmAt = at;
        try {
            alarm = later.run(() -> ring(poll), Duration.ofNanos(at - now));
        } catch (RejectedExecutionException goingDown) {
            alarm = null;
        }
    }

    /** Has a poll made at once, on another thread: there is room again, and more is due. The alarm stays. */
    void now(Runnable poll) {
        try {
            Future<?> unused = later.run(poll, Duration.ZERO);
        } catch (RejectedExecutionException goingDown) {
            // the timer's next tick polls, if there is one
        }
    }

    private void ring(Runnable poll) {
        synchronized (this) {
            lastWake = clock.nanoTime();
            alarm = null;
        }
        poll.run();
    }
}
