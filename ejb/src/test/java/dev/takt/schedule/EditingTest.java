package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Missed;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Overlap;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.config.WorkWanted;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What edits, pauses and deletions do to the row and to whoever should hear of them. */
@OnBothDatabases
class EditingTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

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
                ScheduleRejectedException.class,
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
    void whatWasReadBeforeARunThatLeftNoTaskIsNoChange() {
        Schedule read = scheduler.schedule(hourly().repeats(5).save(false));
        node.poll();
        node.release();
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));

        Schedule after =
                scheduler.update(read.id(), hourly().save(false).repeats(5).nextRun(read.nextRun()));
        assertEquals(4, after.repeats());
        assertEquals(read.nextRun().plus(HOUR), after.nextRun());
        assertEquals(0, after.generation());
    }

    @Test
    void anEarlierSlotOfAScheduleThatHasNeverRunIsANewOne() {
        Schedule schedule = scheduler.schedule(hourly().repeats(5).nextRun(FAR));
        Schedule moved = scheduler.update(schedule.id(), hourly().repeats(6).nextRun(FAR.minus(HOUR)));

        assertEquals(FAR.minus(HOUR), moved.nextRun());
        assertEquals(6, moved.repeats());
    }

    @Test
    void aTakenSlotIsKnownByItsTaskInEachGeneration() {
        Schedule schedule = scheduler.schedule(hourly());
        Schedule daily = scheduler.update(schedule.id(), call("math.sqrt", 9).daily());
        assertEquals(1, daily.generation());
        node.poll();

        Schedule after =
                scheduler.update(schedule.id(), call("math.sqrt", 9).daily().nextRun(daily.nextRun()));
        assertEquals(1, after.generation(), "it is what was read before the run");
        assertEquals(daily.nextRun().plus(Duration.ofDays(1)), after.nextRun());
    }

    @Test
    void aSlotThatWasMovedOverAGapStillStandsForItsTimeAfterAnEdit() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).daily().zone("Europe/Amsterdam").nextRun(FAR));
        node.database()
                .execute("UPDATE takt_schedule SET next_run = TIMESTAMP WITH TIME ZONE '2027-03-28 01:30:00+00',"
                        + " moved_from = TIMESTAMP '2027-03-28 02:30:00'");
        Schedule edited = scheduler.update(
                schedule.id(),
                call("math.sqrt", 9).daily().zone("Europe/Amsterdam").repeats(5));

        assertEquals(Instant.parse("2027-03-28T01:30:00Z"), edited.nextRun());
        assertEquals(LocalDateTime.parse("2027-03-28T02:30"), edited.movedFrom());
        assertEquals(5, edited.repeats());
    }

    @Test
    void resumingWithoutTheMissedMovesOnAndCountsThemInOneRow() {
        Schedule schedule =
                scheduler.schedule(hourly().nextRun(scheduler.status().now()));
        scheduler.pause(schedule.id());
        node.advance(HOUR.multipliedBy(2));

        Schedule resumed = scheduler.resume(schedule.id(), Missed.SKIP);
        assertEquals(schedule.nextRun().plus(HOUR.multipliedBy(3)), resumed.nextRun());
        assertEquals(1, resumed.generation());
        assertEquals(List.of("3"), skippedCounts());

        scheduler.pause(schedule.id());
        node.advance(HOUR);
        scheduler.resume(schedule.id(), Missed.SKIP);
        assertEquals(List.of("4"), skippedCounts());
    }

    @Test
    void resumingByTheRuleLeavesTheMissedToTheRule() {
        Schedule schedule = scheduler.schedule(hourly());
        scheduler.pause(schedule.id());
        node.advance(HOUR.multipliedBy(2));

        assertEquals(
                schedule.nextRun(),
                scheduler.resume(schedule.id(), Missed.BY_RULE).nextRun());
        assertEquals(List.of(), skippedCounts());
    }

    @Test
    void aTaskCanBeCancelledRunAgainAndDeleted() {
        TaskId id = scheduler.run(call("math.sqrt", 9).group("roots"));
        Task cancelled = scheduler.cancel(id);
        assertEquals(TaskState.CANCELLED, cancelled.state());
        assertEquals(id.value(), cancelled.id());
        Listener.HEARD.set(0);

        TaskId again = scheduler.retry(id);
        assertHeard(1);
        node.poll();
        node.release();
        assertEquals(TaskState.SUCCEEDED, scheduler.find(again).orElseThrow().state());
        assertEquals(1, scheduler.group("roots").count(TaskState.SUCCEEDED));

        assertTrue(scheduler.delete(again));
        assertFalse(scheduler.delete(again));
        var unknown = assertThrows(NoSuchTaskException.class, () -> scheduler.cancel(new TaskId(99)));
        assertTrue(unknown.getMessage().contains("99"), unknown.getMessage());
    }

    @Test
    void whatIsAskedOfARowThatCannotBeReadIsRefusedAndTheRowStaysAsItIs() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type, every, paused)"
                        + " VALUES ('math.sqrt', '9', 'E', 'often', TRUE)");
        for (Executable question : List.<Executable>of(
                () -> scheduler.preview(1, 3), () -> scheduler.missed(1), () -> scheduler.resume(1, Missed.SKIP))) {
            assertEquals(
                    List.of(new Problem(
                            "schedule", "it cannot be read: every: expected an ISO-8601 duration, was often")),
                    assertThrows(ScheduleRejectedException.class, question).problems());
        }
        assertTrue(scheduler.find(1).orElseThrow().paused());
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

    private List<String> skippedCounts() {
        return node.database().column("SELECT skipped_count FROM takt_task WHERE state = 'SKIPPED'");
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
