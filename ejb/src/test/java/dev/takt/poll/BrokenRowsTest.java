package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskQuery;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 2: rows that cannot be read, or that nobody can run, stop nobody else. */
@OnBothDatabases
class BrokenRowsTest {
    private final TaktNode node;
    private final Scheduler scheduler;

    BrokenRowsTest(Setup setup) {
        node = TaktNode.on(setup).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void eachUnreadableFieldIsNamedAndOtherSchedulesRun() {
        Map<String, String> rows = Map.ofEntries(
                Map.entry("args", "'[9', 'D', NULL, NULL, 'UTC', NULL, NULL, NULL"),
                Map.entry("every", "'9', 'E', 'often', NULL, 'UTC', NULL, NULL, NULL"),
                Map.entry("cron", "'9', 'C', NULL, '61 * * * *', 'UTC', NULL, NULL, NULL"),
                Map.entry("zone", "'9', 'D', NULL, NULL, 'Europe/Atlantis', NULL, NULL, NULL"),
                Map.entry("schedule_type", "'9', 'X', NULL, NULL, 'UTC', NULL, NULL, NULL"),
                Map.entry("jitter", "'9', 'D', NULL, NULL, 'UTC', 'some', NULL, NULL"),
                Map.entry("max_lateness", "'9', 'D', NULL, NULL, 'UTC', NULL, 'little', NULL"),
                Map.entry("timeout", "'9', 'D', NULL, NULL, 'UTC', NULL, NULL, 'soon'"));
        rows.forEach((field, values) -> node.database()
                .execute("INSERT INTO takt_schedule"
                        + " (name, func, args, schedule_type, every, cron, zone, jitter, max_lateness, timeout)"
                        + " VALUES ('" + field + "', 'math.sqrt', " + values + ")"));
        Schedule sound = scheduler.schedule(call("math.sqrt", 9).daily());
        node.poll();

        assertEquals(1, scheduler.tasks(TaskQuery.newest(10)).items().size());
        assertEquals(
                1, scheduler.tasks(TaskQuery.ofSchedule(sound.id(), 10)).items().size());
        rows.keySet().forEach(field -> {
            Schedule broken = scheduler.find(field).orElseThrow();
            assertEquals(ScheduleState.BROKEN, broken.state());
            assertTrue(broken.broken().contains(field), field + ": " + broken.broken());
        });
    }

    @Test
    void aRowPutRightByHandRunsAgain() {
        node.database()
                .execute("INSERT INTO takt_schedule (name, func, args, schedule_type)"
                        + " VALUES ('roots', 'math.sqrt', '[9', 'D')");
        node.poll();
        assertEquals(ScheduleState.BROKEN, scheduler.find("roots").orElseThrow().state());

        ticks(6);
        assertEquals(ScheduleState.BROKEN, scheduler.find("roots").orElseThrow().state(), "it still is");

        node.database().execute("UPDATE takt_schedule SET args = '[9]' WHERE name = 'roots'");
        ticks(6);
        node.poll();

        Schedule mended = scheduler.find("roots").orElseThrow();
        assertEquals(ScheduleState.ACTIVE, mended.state());
        assertNull(mended.broken());
        assertEquals(1, scheduler.tasks(TaskQuery.newest(10)).items().size());
    }

    @Test
    void aRowPutRightByAnEditRunsAgain() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type) VALUES ('math.sqrt', '[9', 'D')");
        node.poll();

        Schedule mended = scheduler.update(1, call("math.sqrt", 9).daily());
        node.poll();

        assertEquals(ScheduleState.ACTIVE, mended.state());
        assertEquals(1, scheduler.tasks(TaskQuery.ofSchedule(1, 10)).items().size());
    }

    @Test
    void aStepBeyondTheEndOfTheCalendarEndsTheScheduleAndNobodyElse() {
        node.database()
                .execute("INSERT INTO takt_schedule (name, func, args, schedule_type, every)"
                        + " VALUES ('aeons', 'math.sqrt', '9', 'E', 'P365000000D')");
        Schedule sound = scheduler.schedule(call("math.sqrt", 9).daily());
        node.poll();

        assertEquals(2, scheduler.tasks(TaskQuery.newest(10)).items().size());
        assertEquals(
                ScheduleState.FINISHED, scheduler.find("aeons").orElseThrow().state());
        assertEquals(
                ScheduleState.ACTIVE, scheduler.find(sound.id()).orElseThrow().state());
    }

    @Test
    void aScheduleWaitsForItsFunctionAndThenGoesOnByTheRulesOfMissedSlots() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, schedule_type, minutes) VALUES ('reports.close', 'I', 1)");
        node.poll();
        assertEquals(
                ScheduleState.WAITING_FOR_FUNCTION,
                scheduler.find(1).orElseThrow().state());
        assertEquals(-1, scheduler.find(1).orElseThrow().repeats());

        node.advance(Duration.ofMinutes(3));
        node.database().execute("UPDATE takt_schedule SET func = 'math.floor', args = '[1.5]' WHERE id = 1");
        node.poll();

        assertEquals(4, scheduler.tasks(TaskQuery.ofSchedule(1, 10)).items().size(), "nothing is lost");
    }

    private void ticks(int seconds) {
        for (int i = 0; i < seconds; i++) {
            node.get(Upkeep.class).tick();
        }
    }
}
