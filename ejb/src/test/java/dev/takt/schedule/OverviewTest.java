package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.Overview;
import dev.takt.api.Overview.Upcoming;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is going on, at a glance, and the lists behind it. */
@OnBothDatabases
class OverviewTest {
    private static final Duration LATER = Duration.ofSeconds(3);

    private final TaktNode node;
    private final Scheduler scheduler;

    OverviewTest(Setup setup) {
        node = TaktNode.on(setup).with(Gauge.class, Listener.class).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatIsDueWithinTheHourIsCountedAndWhatIsDueNextIsNamedInItsOrder() {
        Instant now = scheduler.status().now();
        scheduler.schedule(call("math.sqrt", 1).nextRun(now.plusSeconds(7200)).set("priority", "HIGH"));
        scheduler.schedule(call("math.sqrt", 2)
                .nextRun(now.plusSeconds(1800))
                .set("priority", "LOW")
                .name("second"));
        scheduler.schedule(call("math.sqrt", 3).nextRun(now.plusSeconds(60)).name("first"));
        scheduler.schedule(call("math.sqrt", 4).nextRun(now.plusSeconds(60)).set("paused", true));

        Overview overview = scheduler.overview();
        assertEquals(2, overview.dueWithinHour());
        assertEquals(3, overview.upcoming().size());
        assertEquals(
                List.of("first", "second"),
                overview.upcoming().stream().limit(2).map(Upcoming::name).toList());
        assertEquals(now.plusSeconds(60), overview.upcoming().get(0).slot());
    }

    @Test
    void whatNeedsAttentionIsCountedAndListed() {
        Schedule broken = scheduler.schedule(call("math.sqrt", 9).daily());
        Schedule overdue = scheduler.schedule(call("math.sqrt", 9).daily());
        Schedule failing = scheduler.schedule(call("math.sqrt", 9).daily());
        scheduler.schedule(call("math.sqrt", 9).daily());
        set(broken, "broken = 'args are no JSON'");
        set(overdue, "overdue_since = CURRENT_TIMESTAMP");
        set(failing, "failures_in_a_row = 3");

        Overview overview = scheduler.overview();

        assertEquals(1, overview.broken());
        assertEquals(1, overview.overdue());
        assertEquals(1, overview.failing());
        assertEquals(List.of(broken.id()), in(ScheduleCondition.BROKEN));
        assertEquals(List.of(overdue.id()), in(ScheduleCondition.OVERDUE));
        assertEquals(List.of(failing.id()), in(ScheduleCondition.FAILING));
    }

    @Test
    void conditionsListWhatIsInThatState() {
        Schedule active = scheduler.schedule(call("math.sqrt", 9).daily());
        Schedule paused = scheduler.schedule(call("math.sqrt", 9).daily().set("paused", true));
        Schedule finished = scheduler.schedule(call("math.sqrt", 9).daily().repeats(0));
        Schedule orphan = scheduler.schedule(call("math.sqrt", 9).daily());
        set(orphan, "func = 'gone.away'");

        for (Schedule schedule : List.of(active, paused, finished, orphan)) {
            Schedule now = scheduler.find(schedule.id()).orElseThrow();
            assertEquals(
                    List.of(now.id()), in(ScheduleCondition.valueOf(now.state().name())));
        }
    }

    @Test
    void schedulesThatAreDueAndHaveNoFunctionAreToldByFunction() {
        Schedule orphan = scheduler.schedule(call("math.sqrt", 9).daily());
        set(orphan, "func = 'gone.away', next_run = '2026-01-01 00:00:00+00'");

        assertEquals(Map.of("gone.away", 1L), scheduler.overview().withoutFunction());
    }

    @Test
    void hooksThatNobodyObservesAreNamed() {
        scheduler.schedule(call("math.sqrt", 9).daily().hook("heard"));
        scheduler.schedule(call("math.sqrt", 9).daily().hook("unheard"));

        assertEquals(List.of("unheard"), scheduler.overview().unheardHooks());
    }

    @Test
    void whatRunsIsToldWithItsNodeAndWhatWaitsIsCounted() {
        scheduler.run(call("gauge.read").taskName("reading"));
        node.poll();
        Overview during = node.get(Gauge.class).seen();

        assertEquals(1, during.running());
        assertEquals("reading", during.longest().get(0).name());
        assertEquals(
                scheduler.status().nodes().get(0).name(),
                during.longest().get(0).node());

        TaskId waiting = scheduler.run(call("math.sqrt", 9));
        node.standStill(LATER);
        Overview after = scheduler.overview();
        assertEquals(1, after.waiting(), waiting.toString());
    }

    @Test
    void itIsComputedOnceInTwoSeconds() {
        Overview first = scheduler.overview();
        scheduler.schedule(call("math.sqrt", 9).daily());

        assertEquals(first, scheduler.overview());
        node.standStill(LATER);
        assertTrue(scheduler.overview().dueWithinHour() > first.dueWithinHour());
    }

    private List<Long> in(ScheduleCondition condition) {
        return scheduler.schedules(ScheduleQuery.newest(10).in(condition)).items().stream()
                .map(Schedule::id)
                .toList();
    }

    private void set(Schedule schedule, String columns) {
        node.database().execute("UPDATE takt_schedule SET " + columns + " WHERE id = " + schedule.id());
    }

    /** Looks at the scheduler while it runs. */
    @Named("gauge")
    @ApplicationScoped
    static class Gauge {
        @Inject
        Scheduler scheduler;

        @Inject
        dev.takt.cluster.NodeBeat beat;

        private volatile @Nullable Overview seen;

        Overview seen() {
            return Objects.requireNonNull(seen);
        }

        @TaskFunction
        public void read() {
            beat.beat();
            seen = scheduler.overview();
        }
    }

    @ApplicationScoped
    static class Listener {
        void hear(@Observes @Hook("heard") TaskFinished event) {
            throw new IllegalStateException("nothing runs here: " + event);
        }
    }
}
