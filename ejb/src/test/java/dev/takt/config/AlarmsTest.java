package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What the executor is given waits in a queue until the test runs it. */
class AlarmsTest {
    private final Deque<Runnable> given = new ArrayDeque<>();
    private long nanos;
    private boolean full;
    private int rung;

    private final NodeClock clock = new NodeClock() {
        @Override
        public long nanoTime() {
            return nanos;
        }
    };
    private final Alarms alarms = new Alarms(this::give, clock, Duration.ZERO);

    @Test
    void aJobRunsWhenItsTimeHasCome() {
        alarms.run(() -> rung++, Duration.ofMillis(5));
        nanos += 5_000_000;
        given.remove().run();
        assertEquals(0, rung, "the executor has it");

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
    void whoIsRefusedAWatcherIsTold() {
        full = true;
        assertThrows(RejectedExecutionException.class, () -> alarms.run(() -> rung++, Duration.ZERO));

        full = false;
        alarms.run(() -> rung += 10, Duration.ZERO);
        while (!given.isEmpty()) {
            given.remove().run();
        }
        assertEquals(10, rung, "what was refused is forgotten");
    }

    @Test
    void afterTheEndNothingRingsAndNobodyIsAskedToRunAnything() {
        alarms.run(() -> rung++, Duration.ZERO);
        alarms.stop();
        given.remove().run();

        assertTrue(given.isEmpty());
        assertThrows(RejectedExecutionException.class, () -> alarms.run(() -> rung++, Duration.ZERO));
        assertFalse(rung > 0);
    }

    private void give(Runnable job) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        given.add(job);
    }
}
