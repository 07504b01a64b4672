package dev.takt.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what happens in another process, which tells of it by its tables: they can only be looked at, now and then. */
public final class Await {
    private Await() {}

    /** Something that comes true. */
    @FunctionalInterface
    public interface Condition {
        /**
         * Looks once.
         *
         * @return whether it is true
         * @throws Exception if it can never come true
         */
        boolean holds() throws Exception;
    }

    /**
     * Looks until it is true.
     *
     * @param condition what is waited for
     * @param between how long from one look to the next: each look takes part in what is measured
     * @param most how long at most
     * @param inVain what is said if it does not come true
     * @throws IOException if it does not come true
     * @throws Exception what the condition throws
     */
    public static void until(Condition condition, Duration between, Duration most, String inVain) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException(inVain);
            }
            TimeUnit.NANOSECONDS.sleep(between.toNanos());
        }
    }
}
