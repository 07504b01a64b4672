package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Missed;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Overlap;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.config.WorkWanted;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What edits, pauses and deletions do to the row and to whoever should hear of them. */
@OnBothDatabases
class EditingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TaktNode node;
    private final Scheduler scheduler;

    EditingTest(Setup setup) {
        node = TaktNode.on(setup).with(Listener.class).holding().start();
        scheduler = node.scheduler();
        Listener.HEARD.set(0);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whateverMayMakeWorkDueIsAnnounced() {
        Schedule schedule = scheduler.schedule(hourly());
        assertHeard(1);
        scheduler.scheduleAll(List.of(hourly(), hourly()));
        assertHeard(1);
        scheduler.update(schedule.id(), hourly().repeats(5));
        assertHeard(1);
        scheduler.createOrUpdate("nightly", hourly());
        assertHeard(1);
        scheduler.runNow(schedule.id());
        assertHeard(1);
        scheduler.run(call("math.sqrt", 9));
        assertHeard(1);
        scheduler.pause(schedule.id());
        assertHeard(0);
        scheduler.resume(schedule.id(), Missed.SKIP);
        assertHeard(1);
        scheduler.delete(schedule.id());
        assertHeard(0);
    }

    @Test
    void ofACollectionNoneIsMadeIfOneIsWrong() {
        assertThrows(
                dev.takt.api.ScheduleRejectedException.class,
                () -> scheduler.scheduleAll(List.of(hourly(), call("math.sqrt", "nine"))));
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_schedule"));

        List<Schedule> made = scheduler.scheduleAll(List.of(hourly().name("one"), hourly().name("two")));
        assertEquals(List.of("one", "two"), made.stream().map(Schedule::name).toList());
    }

    @Test
    void aNameCanBeKeptGivenUpAndTakenButNotShared() {
        Schedule one = scheduler.schedule(hourly().name("one"));
        Schedule two = scheduler.schedule(hourly().name("two"));

        assertEquals("one", scheduler.update(one.id(), hourly().name("one")).name());
        var conflict =
                assertThrows(ScheduleConflictException.class, () -> scheduler.update(two.id(), hourly().name("one")));
        assertEquals(List.of(new Problem("name", "\"one\" is the name of schedule " + one.id())), conflict.problems());
        assertEquals("two", read(two).name());

        assertNull(scheduler.update(one.id(), hourly()).name());
        assertEquals("one", scheduler.update(two.id(), hourly().name("one")).name());
    }

    @Test
    void anEditOfAnOldVersionSaysWhichOneWasExpected() {
        Schedule old = scheduler.schedule(hourly());
        Schedule current = scheduler.update(old.id(), hourly().hook("hooks.printResult"));

        var conflict = assertThrows(
                ScheduleConflictException.class,
                () -> scheduler.update(old.id(), hourly().set("version", old.version())));
        assertEquals(
                List.of(new Problem(
                        "version",
                        "expected " + current.version() + ", was " + old.version() + ": somebody edited meanwhile")),
                conflict.problems());
        assertTrue(scheduler
                        .update(old.id(), hourly().set("version", current.version()))
                        .version()
                > current.version());
    }

    @Test
    void whoMadeItAndWhoEditedItIsKept() {
        Schedule made = scheduler.schedule(hourly());
        assertEquals("system", made.createdBy());
        assertNotNull(made.createdAt());
        assertNull(made.updatedBy());

        Schedule edited = scheduler.update(made.id(), hourly());
        assertEquals("system", edited.updatedBy());
        assertNotNull(edited.updatedAt());
        assertEquals(made.createdAt(), edited.createdAt());
    }

    @Test
    void aRowThatCannotBeReadIsSoundAgainAfterAnEdit() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type, every, overlap)"
                        + " VALUES ('math.sqrt', '9', 'X', 'often', 'MAYBE')");
        node.poll();
        Schedule broken = scheduler.find(1).orElseThrow();
        assertEquals(ScheduleState.BROKEN, broken.state());
        assertNull(broken.type());
        assertEquals(Overlap.ALLOW, broken.overlap());

        Schedule mended = scheduler.update(1, hourly());
        assertEquals(ScheduleState.ACTIVE, mended.state());
        assertNull(mended.broken());
    }

    @Test
    void tasksUnderWayAreMarkedWhenOverlapIsForbiddenAndUnmarkedWhenItIsAllowed() {
        Schedule schedule = scheduler.schedule(hourly());
        node.poll();
        assertEquals(0, serial());

        scheduler.update(schedule.id(), hourly().overlap(Overlap.WAIT));
        assertEquals(1, serial());
        scheduler.update(schedule.id(), hourly().overlap(Overlap.SKIP));
        assertEquals(1, serial());
        scheduler.update(schedule.id(), hourly());
        assertEquals(0, serial());
    }

    @Test
    void anEditOfOtherFieldsMarksNoTasks() {
        Schedule schedule = scheduler.schedule(hourly());
        node.poll();
        node.database().execute("UPDATE takt_task SET serial = TRUE");
        scheduler.update(schedule.id(), hourly().hook("hooks.printResult"));

        assertEquals(1, serial());
    }

    @Test
    void anotherSuccessWithinIsJudgedAnew() {
        Schedule schedule = scheduler.schedule(hourly().successWithin(HOUR));
        node.advance(HOUR.plusSeconds(1));
        node.get(Overdue.class).run();
        assertNotNull(read(schedule).overdueSince());

        assertNotNull(scheduler
                .update(schedule.id(), hourly().successWithin(HOUR).hook("hooks.printResult"))
                .overdueSince());
        assertNull(scheduler
                .update(schedule.id(), hourly().successWithin(HOUR.multipliedBy(2)))
                .overdueSince());
    }

    @Test
    void aChangeOfTimingIsANewGenerationAndAnyOtherIsNot() {
        Schedule schedule = scheduler.schedule(hourly());
        assertEquals(
                0,
                scheduler
                        .update(schedule.id(), hourly().hook("hooks.printResult"))
                        .generation());
        assertEquals(
                1, scheduler.update(schedule.id(), call("math.sqrt", 9).daily()).generation());
        assertEquals(
                2,
                scheduler
                        .update(schedule.id(), call("math.sqrt", 9).daily().repeats(4))
                        .generation());
    }

    @Test
    void aSlotBeforeTheFirstThatWasTakenIsANewOne() {
        Schedule schedule = scheduler.schedule(hourly().repeats(5));
        node.poll();
        Instant earlier = schedule.nextRun().minus(HOUR);

        Schedule moved = scheduler.update(schedule.id(), hourly().repeats(4).nextRun(earlier));
        assertEquals(earlier, moved.nextRun());
        assertEquals(4, moved.repeats());
        assertEquals(1, moved.generation());
    }

    @Test
    void pausingTwiceIsPausingOnce() {
        Schedule schedule = scheduler.schedule(hourly());
        Schedule paused = scheduler.pause(schedule.id());
        assertEquals(ScheduleState.PAUSED, paused.state());
        assertEquals(schedule.version() + 1, paused.version());

        assertEquals(paused, scheduler.pause(schedule.id()));
    }

    @Test
    void whatIsNotPausedCannotBeResumedAndNothingIsSkipped() {
        Schedule schedule = scheduler.schedule(hourly());
        node.advance(HOUR.multipliedBy(3));

        assertEquals(read(schedule), scheduler.resume(schedule.id(), Missed.SKIP));
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));
    }

    @Test
    void resumingBeforeTheNextSlotIsNoChangeOfTiming() {
        Schedule schedule = scheduler.schedule(hourly().nextRun(Instant.parse("2099-01-01T00:00:00Z")));
        scheduler.pause(schedule.id());
        Schedule resumed = scheduler.resume(schedule.id(), Missed.SKIP);

        assertEquals(ScheduleState.ACTIVE, resumed.state());
        assertEquals(0, resumed.generation());
        assertEquals("system", resumed.updatedBy());
    }

    @Test
    void pausingGivesRepeatsBackOnlyWhereTheyAreCounted() {
        Schedule endless = scheduler.schedule(hourly());
        Schedule last = scheduler.schedule(hourly().repeats(1));
        node.poll();
        assertEquals(-2, read(endless).repeats());
        assertEquals(0, read(last).repeats());

        assertEquals(-2, scheduler.pause(endless.id()).repeats());
        assertEquals(1, scheduler.pause(last.id()).repeats());
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertThrows(NoSuchScheduleException.class, () -> scheduler.update(99, hourly()));
        assertThrows(NoSuchScheduleException.class, () -> scheduler.pause(99));
        assertThrows(NoSuchScheduleException.class, () -> scheduler.missed(99));
        assertTrue(scheduler.find(99).isEmpty());
        assertTrue(scheduler.find("nobody").isEmpty());
    }

    @Test
    void withinATransactionOnlyItsOwnTasksCannotBeWaitedFor() {
        TaskId earlier = scheduler.run(call("math.sqrt", 9));
        Schedule schedule = scheduler.schedule(hourly());
        node.inTransaction(() -> {
            TaskId own = scheduler.runNow(schedule.id());
            TaskId another = scheduler.run(call("math.sqrt", 9));
            for (TaskId created : List.of(own, another)) {
                var refused = assertThrows(
                        IllegalStateException.class, () -> scheduler.fetch(created, Duration.ofSeconds(5)));
                assertTrue(refused.getMessage().contains("cannot run before this commits"), refused.getMessage());
            }
            return scheduler.fetch(earlier, Duration.ZERO);
        });
    }

    private static Call hourly() {
        return call("math.sqrt", 9).hourly();
    }

    private Schedule read(Schedule schedule) {
        return scheduler.find(schedule.id()).orElseThrow();
    }

    private long serial() {
        return node.database().count("SELECT count(*) FROM takt_task WHERE serial");
    }

    private static void assertHeard(int times) {
        assertEquals(times, Listener.HEARD.getAndSet(0));
    }

    /** Hears what the poller hears. */
    @ApplicationScoped
    static class Listener {
        static final AtomicInteger HEARD = new AtomicInteger();

        void hear(@Observes WorkWanted event) {
            HEARD.incrementAndGet();
        }
    }
}
