package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the executor is given waits in a queue until the test runs it. Each look at the clock takes a millisecond. */
class AlarmsTest {
    private static final List<Throwable> REFUSALS =
            List.of(new RejectedExecutionException("full"), new OutOfMemoryError("unable to create native thread"));

    private final Deque<Runnable> given = new ArrayDeque<>();
    private final Deque<Throwable> refusals = new ArrayDeque<>();
    private long nanos;
    private int rung;

    private final NodeClock clock = new NodeClock() {
        @Override
        public long nanoTime() {
            nanos += 1_000_000;
            return nanos;
        }
    };
    private final Alarms alarms = new Alarms(this::give, clock, Duration.ZERO);

    @Test
    void aJobRunsWhenItsTimeHasCome() {
        alarms.run(() -> rung++, Duration.ofMillis(50));
        given.remove().run();
        assertEquals(0, rung, "the executor has it");
        assertTrue(nanos >= 50_000_000, "not before");

        given.remove().run();
        assertEquals(1, rung);
        assertTrue(given.isEmpty(), "nobody waits for more");
    }

    @Test
    void oneThatWasCancelledDoesNotRun() {
        alarms.run(() -> rung++, Duration.ZERO).cancel(false);
        given.remove().run();

        assertTrue(given.isEmpty());
    }

    @Test
    void whoWaitsForTheNextGoesHomeWhenTheyAreStopped() throws InterruptedException {
        ExecutorService server = Executors.newCachedThreadPool();
        Alarms patient = new Alarms(server, new NodeClock(), Duration.ofHours(1));
        patient.run(() -> rung++, Duration.ofHours(1));
        patient.stop();
        server.shutdown();

        assertTrue(server.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(0, rung);
    }

    @Test
    void whoIsRefusedAWatcherIsTold() {
        for (Throwable refused : REFUSALS) {
            rung = 0;
            refusals.add(refused);
            assertSame(refused, assertThrows(Throwable.class, () -> alarms.run(() -> rung++, Duration.ZERO)));

            alarms.run(() -> rung += 10, Duration.ZERO);
            runAll();
            assertEquals(10, rung, "what was refused is forgotten");
        }
    }

    @Test
    void whatIsRefusedWhenItsTimeHasComeRingsALittleLater() {
        for (Throwable refused : REFUSALS) {
            rung = 0;
            alarms.run(() -> rung++, Duration.ZERO);
            Runnable watching = given.remove();
            refusals.add(refused);
            watching.run();
            runAll();

            assertEquals(1, rung, refused.toString());
        }
    }

    @Test
    void aWatcherThatEndsInADefectIsFollowedByAnother() {
        alarms.run(() -> rung++, Duration.ZERO);
        Runnable watching = given.remove();
        refusals.add(new IllegalStateException("the executor is not what it was"));
        assertThrows(IllegalStateException.class, watching::run);

        alarms.run(() -> rung += 10, Duration.ZERO);
        runAll();
        assertEquals(10, rung);
    }

    @Test
    void afterTheEndNothingRingsAndNobodyIsAskedToRunAnything() {
        alarms.run(() -> rung++, Duration.ZERO);
        alarms.stop();
        given.remove().run();

        assertTrue(given.isEmpty());
        assertThrows(RejectedExecutionException.class, () -> alarms.run(() -> rung++, Duration.ZERO));
        assertEquals(0, rung);
    }

    private void runAll() {
        while (!given.isEmpty()) {
            given.remove().run();
        }
    }

    private void give(Runnable job) {
        Throwable refusal = refusals.poll();
        if (refusal instanceof Error error) {
            throw error;
        } else if (refusal instanceof RuntimeException full) {
            throw full;
        }
        given.add(job);
    }
}
