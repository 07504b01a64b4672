package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that would stay for longer than any test. */
class CrewTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService server = Executors.newCachedThreadPool();
    private final AtomicInteger threads = new AtomicInteger();
    private final Crew crew = new Crew(
            job -> {
                threads.incrementAndGet();
                server.execute(job);
            },
            LONG);

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aJobGoesToAThreadThatWaits() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            run(1);
            while (crew.waiting() == 0) {
                Thread.onSpinWait();
            }
        }

        assertTrue(threads.get() < 100, threads + " threads");
    }

    @Test
    void afterItHasBeenDismissedNoThreadIsLeft() throws InterruptedException {
        run(20);
        crew.dismiss();

        assertEquals(0, crew.waiting());
        server.shutdown();
        assertTrue(server.awaitTermination(10, TimeUnit.SECONDS), "all have gone home");
    }

    @Test
    void whoeverWasBusyThenDoesNotWaitAfterwards() throws InterruptedException {
        CountDownLatch dismissed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        crew.execute(() -> {
            begun.countDown();
            awaitUninterrupted(dismissed);
        });
        begun.await();
        crew.dismiss();
        dismissed.countDown();

        server.shutdown();
        assertTrue(server.awaitTermination(10, TimeUnit.SECONDS), "it has gone home");
    }

    @Test
    void aJobThatComesLaterIsStillRun() throws InterruptedException {
        crew.dismiss();
        run(3);

        assertEquals(3, threads.get());
    }

    /** Gives it so many jobs at once, and waits until they have run. */
    private void run(int jobs) throws InterruptedException {
        CountDownLatch run = new CountDownLatch(jobs);
        for (int i = 0; i < jobs; i++) {
            crew.execute(run::countDown);
        }
        run.await();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
