package dev.takt.poll;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.cluster.Node;
import dev.takt.config.Later;
import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** One alarm at a time. The poll interval is a second; the clock stands still unless the test moves it. */
class WakeUpTest {
    private record Alarm(Runnable job, Duration delay, CompletableFuture<Void> future) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private long nanos = -5;
    private int polls;
    private boolean goingDown;

    private final NodeClock clock = new NodeClock() {
        @Override
        public long nanoTime() {
            return nanos;
        }
    };
    private final Later later = this::setAlarm;
    private int nodes = 1;
    private final Node node = new Node() {
        @Override
        public int clusterSize() {
            return nodes;
        }
    };
    private final WakeUp wakeUp = new WakeUp(later, clock, TaktConfig.read(key -> Optional.empty(), List.of()), node);

    @Test
    void anAlarmRingsAfterAsLongAsWasAskedFor() {
        ask(ofMillis(300));
        assertEquals(List.of(ofMillis(300)), delays());
        assertEquals(0, polls);

        ring(0);
        assertEquals(1, polls);
    }

    @Test
    void whatTheTimerDoesAnywayNeedsNoAlarm() {
        ask(ofMillis(1000));
        ask(ofMillis(5000));
        assertEquals(List.of(), delays());

        ask(ofMillis(999));
        assertEquals(List.of(ofMillis(999)), delays());
    }

    @Test
    void theFirstAlarmMayRingAtOnceAndWhatIsOverdueToo() {
        ask(ofMillis(-200));
        assertEquals(List.of(ZERO), delays());
    }

    @Test
    void twoAlarmsRingAtLeastFourMillisecondsApart() {
        ask(ZERO);
        ring(0);
        ask(ZERO);
        assertEquals(List.of(ZERO, ofMillis(4)), delays());

        passes(ofMillis(4));
        ring(1);
        passes(ofMillis(3));
        ask(ZERO);
        assertEquals(ofMillis(1), alarms.get(2).delay());

        passes(ofMillis(1));
        ring(2);
        passes(ofMillis(100));
        ask(ZERO);
        assertEquals(ZERO, alarms.get(3).delay(), "long enough ago");
    }

    @Test
    void manyNodesRingNoOftenerTogetherThanOne() {
        nodes = 3;
        ask(ZERO);
        ring(0);
        ask(ZERO);
        assertEquals(ofMillis(12), alarms.get(1).delay());

        passes(ofMillis(12));
        nodes = 100;
        ring(1);
        ask(ZERO);
        assertEquals(ofMillis(20), alarms.get(2).delay(), "of however many nodes");
    }

    @Test
    void anEarlierAlarmStands() {
        ask(ofMillis(300));
        ask(ofMillis(700));
        ask(ofMillis(300));

        assertEquals(List.of(ofMillis(300)), delays());
        assertFalse(alarms.get(0).future().isCancelled());
    }

    @Test
    void aLaterAlarmGivesWay() {
        ask(ofMillis(700));
        passes(ofMillis(100));
        ask(ofMillis(300));

        assertEquals(List.of(ofMillis(700), ofMillis(300)), delays());
        assertTrue(alarms.get(0).future().isCancelled());
    }

    @Test
    void anAlarmThatShouldHaveRungIsReplaced() {
        ask(ofMillis(100));
        passes(ofMillis(100));
        ask(ofMillis(500));

        assertEquals(List.of(ofMillis(100), ofMillis(500)), delays());
        assertTrue(alarms.get(0).future().isCancelled());
    }

    @Test
    void anAlarmThatHasRungIsNotInTheWay() {
        ask(ofMillis(100));
        ring(0); // a little early
        ask(ofMillis(500));

        assertEquals(List.of(ofMillis(100), ofMillis(500)), delays());
        assertFalse(alarms.get(0).future().isCancelled());
    }

    @Test
    void anExecutorThatGoesDownIsNoFailureAndNoAlarm() {
        goingDown = true;
        ask(ofMillis(100));
        goingDown = false;
        ask(ofMillis(200));

        assertEquals(List.of(ofMillis(200)), delays());
    }

    private void ask(Duration wait) {
        wakeUp.in(wait, () -> polls++);
    }

    private void ring(int alarm) {
        alarms.get(alarm).job().run();
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    private List<Duration> delays() {
        return alarms.stream().map(Alarm::delay).toList();
    }

    private Future<?> setAlarm(Runnable job, Duration delay) {
        if (goingDown) {
            throw new RejectedExecutionException("going down");
        }
        Alarm alarm = new Alarm(job, delay, new CompletableFuture<>());
        alarms.add(alarm);
        return alarm.future();
    }
}
