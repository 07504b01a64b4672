package dev.takt.stat;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.RunStats;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the charts show. */
@OnBothDatabases
class RunStatisticsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TaktNode node;
    private final Scheduler scheduler;

    RunStatisticsTest(Setup setup) {
        node = TaktNode.on(setup).start();
        scheduler = node.scheduler();
        node.advanceToNextMinute(); // and beats
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whereNothingRanThereAreNoPercentiles() {
        List<RunStats> hour = scheduler.runStats(MINUTE, 60);

        assertEquals(60, hour.size());
        assertEquals(MINUTE, Duration.between(hour.get(0).from(), hour.get(1).from()));
        assertEquals(0, hour.get(59).ended());
        assertNull(hour.get(59).latenessP50());
    }

    @Test
    void eachMinuteHasItsRuns() {
        run(3);
        pass(Duration.ofMinutes(5));
        run(2);
        pass(Duration.ofSeconds(3));

        List<RunStats> minutes = scheduler.runStats(MINUTE, 10);
        assertEquals(2, minutes.get(9).succeeded());
        assertEquals(3, minutes.get(4).succeeded());
        assertEquals(5, minutes.stream().mapToLong(RunStats::ended).sum());
        assertTrue(minutes.get(9).durationP99().compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void longerStretchesAddUp() {
        run(3);
        pass(Duration.ofMinutes(5));
        run(2);

        List<RunStats> day = scheduler.runStats(Duration.ofMinutes(15), 96);
        assertEquals(5, day.get(94).ended() + day.get(95).ended());
    }

    @Test
    void minutesThatAreOverAreKeptAndLaterOnesReadAnew() {
        run(1);
        assertEquals(1, ended(10));
        pass(Duration.ofMinutes(4));
        assertEquals(1, ended(10));
        run(1);
        pass(Duration.ofSeconds(3));
        assertEquals(2, ended(10));
        assertEquals(1, ended(2));
    }

    @Test
    void functionsAreToldApart() {
        run(2);
        scheduler.run(call("math.floor", 2.5));
        node.poll();
        node.get(RunCounts.class).write();

        var functions = scheduler.runStatsByFunction(Duration.ofHours(1));
        assertEquals(2, functions.get("math.sqrt").succeeded());
        assertEquals(1, functions.get("math.floor").succeeded());
        assertEquals(2, functions.size());
    }

    @Test
    void whatIsTooLongOrTooFineIsRefused() {
        for (Duration step :
                List.of(Duration.ofSeconds(90), Duration.ZERO, Duration.ofMinutes(-1), Duration.ofDays(2))) {
            assertThrows(ScheduleRejectedException.class, () -> scheduler.runStats(step, 1), step.toString());
            assertThrows(ScheduleRejectedException.class, () -> scheduler.runStatsByFunction(step), step.toString());
        }
        assertThrows(ScheduleRejectedException.class, () -> scheduler.runStats(MINUTE, 1441));
        assertThrows(ScheduleRejectedException.class, () -> scheduler.runStats(MINUTE, 0));
        assertEquals(1440, scheduler.runStats(MINUTE, 1440).size());
    }

    private long ended(int minutes) {
        return scheduler.runStats(MINUTE, minutes).stream()
                .mapToLong(RunStats::ended)
                .sum();
    }

    private void run(int times) {
        for (int i = 0; i < times; i++) {
            scheduler.run(call("math.sqrt", 9));
        }
        node.poll();
        node.get(RunCounts.class).write();
    }

    private void pass(Duration time) {
        node.advance(time);
    }
}
