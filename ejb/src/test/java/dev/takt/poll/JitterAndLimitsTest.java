package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 2: jitter; section 1: at most so many runs of a function at once. */
@OnBothDatabases
class JitterAndLimitsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Setup setup;
    private final TaktNode node;
    private final Scheduler scheduler;

    JitterAndLimitsTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).with(Partner.class).holding().start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void jitterSpreadsTheStartsAndMovesNoSlot() {
        Instant slot = scheduler.status().now();
        for (int i = 0; i < 20; i++) {
            scheduler.schedule(call("math.sqrt", i).daily().nextRun(slot).jitter(HOUR));
        }
        node.poll();

        List<Task> tasks = scheduler.tasks(TaskQuery.newest(50)).items();
        assertEquals(20, tasks.size());
        assertTrue(tasks.stream().allMatch(task -> task.slot().equals(slot.truncatedTo(ChronoUnit.MICROS))));
        Set<String> starts = new HashSet<>(node.database().column("SELECT run_after FROM takt_task"));
        assertTrue(starts.size() > 15, "they start at " + starts);
        assertTrue(tasks.stream().anyMatch(task -> task.state() == TaskState.WAITING));
        assertEquals(
                20,
                node.database().count("SELECT count(*) FROM takt_schedule WHERE last_task IS NOT NULL"),
                "the slot has its task");

        node.advance(HOUR);
        for (int rounds = 0; rounds < 3; rounds++) {
            node.poll();
            node.release();
        }
        assertEquals(20, node.database().count("SELECT count(*) FROM takt_task WHERE state = 'SUCCEEDED'"));
    }

    @Test
    void pausingWithdrawsASlotThatWaitsForItsJitterAndGivesItsRepeatBack() {
        Schedule schedule = null;
        for (int i = 0; i < 3; i++) {
            schedule =
                    scheduler.schedule(call("math.sqrt", i).daily().repeats(5).jitter(Duration.ofDays(1)));
        }
        node.poll();
        scheduler.pause(schedule.id());

        assertEquals(5, scheduler.find(schedule.id()).orElseThrow().repeats());
        Task withdrawn =
                scheduler.tasks(TaskQuery.ofSchedule(schedule.id(), 10)).items().get(0);
        assertEquals(TaskState.CANCELLED, withdrawn.state());
        assertEquals("paused", withdrawn.error().message());
    }

    @Test
    void atMostSoManyTasksOfAFunctionRunAtOnce() {
        for (int i = 0; i < 5; i++) {
            scheduler.run(call("partner.ask", i));
        }
        scheduler.schedule(call("partner.ask", 9).daily());
        scheduler.run(call("math.sqrt", 4));
        node.poll();
        assertEquals(2, claimed("partner.ask"));
        assertEquals(1, claimed("math.sqrt"), "others do not wait for it");

        for (int rounds = 0; rounds < 3; rounds++) {
            node.release();
            node.poll();
            assertTrue(claimed("partner.ask") <= 2);
        }
        assertEquals(
                6,
                node.database()
                        .count("SELECT count(*) FROM takt_task WHERE func = 'partner.ask' AND state = 'SUCCEEDED'"));
    }

    @Test
    void theLimitCountsForTheWholeCluster() {
        if (!setup.isPostgresql()) {
            return; // H2 is for one node
        }
        try (TaktNode other = TaktNode.on(setup, node.database())
                .with(Partner.class)
                .holding()
                .start()) {
            for (int i = 0; i < 4; i++) {
                scheduler.run(call("partner.ask", i));
            }
            node.poll();
            other.poll();
            assertEquals(2, claimed("partner.ask"));

            node.release();
            other.poll();
            assertEquals(2, claimed("partner.ask"));
        }
    }

    private long claimed(String func) {
        return node.database()
                .count("SELECT count(*) FROM takt_task WHERE state = 'CLAIMED' AND func = '" + func + "'");
    }

    /** Somebody who may be asked twice at once. */
    @ApplicationScoped
    static class Partner {
        @TaskFunction(atOnce = 2)
        public int ask(int what) {
            return what;
        }
    }
}
