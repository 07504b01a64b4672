package dev.takt.config;

import dev.takt.api.SchedulerUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Knows whether this node's start is through. */
@ApplicationScoped
public class Started {
    private static final long WAIT_SECONDS = 10;

    private final CountDownLatch through = new CountDownLatch(1);
    private volatile @Nullable String failure;

    /** The node is up. */
    public void succeed() {
        through.countDown();
    }

    /**
     * The node's start failed, or the node is going down.
     *
     * @param why for whoever calls
     */
    public void fail(String why) {
        failure = why;
        through.countDown();
    }

    /**
     * Waits until the node is up.
     *
     * @throws SchedulerUnavailableException if that takes longer than 10 s, or failed
     */
    public void await() {
        if (!isThroughInTime()) {
            throw new SchedulerUnavailableException("Takt has not started within " + WAIT_SECONDS + " s");
        }
        String why = failure;
        if (why != null) {
            throw new SchedulerUnavailableException(why);
        }
    }

    private boolean isThroughInTime() {
        try {
            return through.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
