package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.api.Call;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleFailing;
import dev.takt.api.ScheduleOverdue;
import dev.takt.api.ScheduleRecovered;
import dev.takt.api.Scheduler;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 2: successWithin and failingAfter, once per episode in the cluster. */
@OnBothDatabases
class EpisodesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TaktNode node;
    private final Scheduler scheduler;
    private final List<String> heard = Listener.HEARD;

    EpisodesTest(Setup setup) {
        heard.clear();
        node = TaktNode.on(setup).with(Listener.class).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aScheduleWithoutSuccessIsOverdueOncePerEpisode() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1).hourly().successWithin(HOUR.multipliedBy(2)));
        node.poll();
        look(Duration.ofMinutes(119));
        assertEquals(List.of(), heard);

        look(Duration.ofMinutes(2));
        look(Duration.ofMinutes(2));
        assertEquals(List.of("overdue 1 PT2H"), heard);
        assertNotNull(read(schedule).overdueSince());
    }

    @Test
    void onlyOneNodeTells() {
        if (!node.database().isPostgresql()) {
            return; // H2 is for one node
        }
        scheduler.schedule(call("math.sqrt", -1).hourly().successWithin(HOUR));
        try (TaktNode other = TaktNode.on(Setup.POSTGRESQL_HIBERNATE, node.database())
                .with(Listener.class)
                .start()) {
            node.advance(HOUR.plusSeconds(1));
            other.get(Overdue.class).run();
            node.get(Overdue.class).run();
        }
        assertEquals(List.of("overdue 1 PT1H"), heard);
    }

    @Test
    void theNextSuccessIsARecovery() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1).hourly().successWithin(HOUR));
        look(HOUR.plusSeconds(1));
        scheduler.update(schedule.id(), call("math.sqrt", 9).hourly().successWithin(HOUR));
        node.poll();

        assertEquals(List.of("overdue 1 PT1H", "recovered 1"), heard);
        assertNull(read(schedule).overdueSince());

        scheduler.pause(schedule.id());
        look(HOUR.multipliedBy(3));
        assertEquals(List.of("overdue 1 PT1H", "recovered 1", "overdue 1 PT1H"), heard, "the next episode");
    }

    @Test
    void aFinishedScheduleIsNeverOverdue() {
        Schedule schedule =
                scheduler.schedule(call("math.sqrt", 9).hourly().repeats(1).successWithin(HOUR));
        node.poll();
        look(HOUR.multipliedBy(5));

        assertEquals(List.of(), heard);
        assertNull(read(schedule).overdueSince());
    }

    @Test
    void asManyFailuresInARowAsItsFailingAfterMakeItFailingOnce() {
        Schedule schedule = scheduler.schedule(failing(-1).failingAfter(3));
        hours(2);
        assertEquals(List.of(), heard);
        assertEquals(2, read(schedule).failuresInARow());

        hours(3);
        assertEquals(List.of("failing 1 after 3"), heard);

        scheduler.update(schedule.id(), failing(9).failingAfter(3));
        hours(2);
        assertEquals(List.of("failing 1 after 3", "recovered 1"), heard);
        assertEquals(0, read(schedule).failuresInARow());
    }

    @Test
    void aFailedAttemptThatIsRetriedIsNoFailureInARow() {
        Schedule schedule = scheduler.schedule(failing(-1).maxAttempts(5).failingAfter(1));
        node.poll();

        assertEquals(0, read(schedule).failuresInARow());
        assertEquals(List.of(), heard);
    }

    @Test
    void anUnreadableSuccessWithinSetByHandStopsNoOther() {
        node.database()
                .execute(
                        "INSERT INTO takt_schedule (func, schedule_type, success_within) VALUES ('math.sqrt', 'D', 'x')");
        scheduler.schedule(call("math.sqrt", -1).hourly().successWithin(HOUR));
        look(HOUR.plusSeconds(1));

        assertEquals(List.of("overdue 2 PT1H"), heard);
    }

    private static Call failing(int argument) {
        return call("math.sqrt", argument).hourly();
    }

    private void hours(int count) {
        for (int i = 0; i < count; i++) {
            node.poll();
            node.advance(HOUR);
        }
    }

    private void look(Duration after) {
        node.advance(after);
        node.get(Overdue.class).run();
    }

    private Schedule read(Schedule schedule) {
        return scheduler.find(schedule.id()).orElseThrow();
    }

    /** An application that wants to know. */
    @ApplicationScoped
    static class Listener {
        static final List<String> HEARD = new CopyOnWriteArrayList<>();

        void overdue(@Observes ScheduleOverdue event) {
            HEARD.add("overdue " + event.schedule() + " " + event.within());
        }

        void failing(@Observes ScheduleFailing event) {
            HEARD.add("failing " + event.schedule() + " after " + event.failuresInARow());
        }

        void recovered(@Observes ScheduleRecovered event) {
            HEARD.add("recovered " + event.schedule());
        }
    }
}
