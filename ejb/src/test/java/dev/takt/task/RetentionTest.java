package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.TaskId;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 7: Save. */
@OnBothDatabases
class RetentionTest {
    private static final Instant NEVER = Instant.parse("2099-01-01T00:00:00Z");

    private final Setup setup;
    private TaktNode node;

    RetentionTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup)
                .setting("takt.save-limit", "3")
                .setting("takt.keep-failures", "2")
                .setting("takt.keep", "P2D")
                .start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void ofEachScheduleTheNewestSuccessesAreKept() {
        retention();
        Schedule one = rarely("one");
        Schedule other = rarely("other");
        List<Long> ofOne = runs(one, 5);
        List<Long> ofOther = runs(other, 4);

        assertEquals(3, retention().run());

        assertEquals(ofOne.subList(2, 5), left(one));
        assertEquals(ofOther.subList(1, 4), left(other));
    }

    @Test
    void skippedSlotsCountAsSuccesses() {
        Schedule schedule = rarely("one");
        runs(schedule, 4);
        node.database()
                .execute("UPDATE takt_task SET state = 'SKIPPED' WHERE id = (SELECT min(id) + 1 FROM takt_task)");

        assertEquals(1, retention().run());
        assertEquals(1, node.database().count("SELECT count(*) FROM takt_task WHERE state = 'SKIPPED'"));
    }

    @Test
    void failedAndCancelledTasksHaveALimitOfTheirOwn() {
        Schedule schedule = rarely("one");
        List<Long> ids = runs(schedule, 6);
        fail(ids.get(0), "FAILED");
        fail(ids.get(1), "CANCELLED");
        fail(ids.get(2), "FAILED");

        assertEquals(1, retention().run());
        assertEquals(ids.subList(1, 6), left(schedule));
    }

    @Test
    void theNewestFinishedAndTheNewestSuccessfulTaskAreNeverPruned() {
        restartWith("-1", "0");
        Schedule schedule = rarely("one");
        List<Long> ids = runs(schedule, 5);
        fail(ids.get(2), "FAILED");
        fail(ids.get(3), "FAILED");
        fail(ids.get(4), "FAILED");

        assertEquals(3, retention().run());
        assertEquals(List.of(ids.get(1), ids.get(4)), left(schedule));
        node.advance(Duration.ofDays(3));
        assertEquals(0, retention().run(), "nor for their age");
    }

    @Test
    void aLimitOfZeroKeepsAllSuccesses() {
        restartWith("0", "0");
        Schedule schedule = rarely("one");
        List<Long> ids = runs(schedule, 5);
        fail(ids.get(0), "FAILED");
        node.scheduler().run(call("math.sqrt", -1));
        node.poll();

        assertEquals(1, retention().run());
        assertEquals(5, left(schedule).size());
    }

    @Test
    void tasksWithoutScheduleCountTogether() {
        for (int i = 0; i < 5; i++) {
            node.scheduler().run(call("math.sqrt", i));
        }
        node.poll();

        assertEquals(2, retention().run());
        assertEquals(3, node.database().count("SELECT count(*) FROM takt_task WHERE schedule_id IS NULL"));
    }

    @Test
    void whatIsUnfinishedOrWaitsForItsHookStays() {
        Schedule schedule = rarely("one");
        List<Long> ids = runs(schedule, 5);
        node.database().execute("UPDATE takt_task SET hook_pending = true WHERE id = " + ids.get(0));
        node.database().execute("UPDATE takt_task SET finished_at = NULL, state = 'WAITING' WHERE id = " + ids.get(1));

        assertEquals(0, retention().run());
        node.advance(Duration.ofDays(3));
        retention().run();
        assertTrue(left(schedule).containsAll(ids.subList(0, 2)));
    }

    @Test
    void whatIsOlderThanTheLimitGoes() {
        Schedule schedule = rarely("one");
        Schedule deleted = rarely("deleted");
        List<Long> ids = runs(schedule, 2);
        runs(deleted, 1);
        node.scheduler().delete(deleted.id());
        TaskId atOnce = node.scheduler().run(call("math.sqrt", 9));
        node.poll();
        assertEquals(0, retention().run());

        node.advance(Duration.ofDays(2).plusMinutes(1));
        assertEquals(3, retention().run());
        assertEquals(List.of(ids.get(1)), left(schedule));
        assertTrue(left(deleted).isEmpty());
        assertTrue(node.scheduler().find(atOnce).isEmpty());
    }

    @Test
    void whatFinishedBeforeARestartIsFoundByTheSlowWalk() {
        Schedule schedule = rarely("one");
        runs(schedule, 5);
        restartWith("2", "0");

        assertEquals(3, retention().run());
        assertEquals(2, left(schedule).size());
        assertEquals(0, retention().run());
        runs(schedule, 1);
        assertEquals(1, retention().run());
    }

    private void restartWith(String saveLimit, String keepFailures) {
        var database = node.database();
        node.close();
        node = TaktNode.on(setup, database)
                .setting("takt.save-limit", saveLimit)
                .setting("takt.keep-failures", keepFailures)
                .setting("takt.keep", "P2D")
                .start();
    }

    private Schedule rarely(String name) {
        return node.scheduler().schedule(call("math.sqrt", 9).name(name).daily().nextRun(NEVER));
    }

    private List<Long> runs(Schedule schedule, int count) {
        for (int i = 0; i < count; i++) {
            node.scheduler().runNow(schedule.id());
            node.poll();
        }
        return left(schedule);
    }

    private void fail(long task, String state) {
        node.database().execute("UPDATE takt_task SET state = '" + state + "' WHERE id = " + task);
    }

    private List<Long> left(Schedule schedule) {
        return node
                .database()
                .column("SELECT id FROM takt_task WHERE schedule_id = " + schedule.id() + " ORDER BY id")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private Retention retention() {
        return node.get(Retention.class);
    }
}
