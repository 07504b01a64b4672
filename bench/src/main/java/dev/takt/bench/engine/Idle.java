package dev.takt.bench.engine;

import java.util.concurrent.CountDownLatch;

/** A Java that waits for its end. */
final class Idle {
    private Idle() {}

    /**
     * Waits.
     *
     * @param args none
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
