package dev.takt.semantics;

import static dev.takt.api.Call.call;
import static dev.takt.api.TaskState.CANCELLED;
import static dev.takt.api.TaskState.CLAIMED;
import static dev.takt.api.TaskState.SKIPPED;
import static dev.takt.api.TaskState.SUCCEEDED;
import static dev.takt.api.TaskState.WAITING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Missed;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskQuery;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 5, line by line. */
@OnSetups
class Section5RepeatsAndEditsTest extends SemanticsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    private final Setup setup;

    Section5RepeatsAndEditsTest(Setup setup) {
        super(TaktNode.on(setup).start());
        this.setup = setup;
    }

    @Test
    void eachRunTakesOneAndAtZeroTheRowStaysFinishedVisibleAndEditable() {
        Schedule schedule = scheduler.schedule(everyMinute().repeats(2));
        node.poll();
        assertEquals(1, read(schedule).repeats());
        passes(MINUTE);
        passes(MINUTE.multipliedBy(5));

        Schedule finished = read(schedule);
        assertEquals(0, finished.repeats());
        assertEquals(ScheduleState.FINISHED, finished.state());
        assertEquals(later(schedule, MINUTE, 2), finished.nextRun(), "nextRun has still moved on");
        assertEquals(2, tasks(schedule).size());

        scheduler.update(schedule.id(), everyMinute().repeats(1));
        node.poll();
        assertEquals(3, tasks(schedule).size());
    }

    @Test
    void negativeRepeatsRunAlwaysAndKeepCountingDown() {
        Schedule schedule = scheduler.schedule(everyMinute());
        passes(MINUTE.multipliedBy(3));

        assertEquals(-5, read(schedule).repeats());
    }

    @Test
    void aSkippedSlotTakesNoRepeats() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9)
                .hourly()
                .repeats(3)
                .maxLateness(Duration.ofSeconds(1))
                .nextRun(now().minusSeconds(60)));
        node.poll();

        assertEquals(SKIPPED, only(schedule).state());
        assertEquals(3, read(schedule).repeats());
    }

    @Test
    void onceWithNegativeRepeatsIsDeletedByTheClaimThatTakesItsSlot() {
        try (TaktNode holding = TaktNode.on(setup).holding().start()) {
            Schedule schedule = holding.scheduler().schedule(call("math.sqrt", 9));
            holding.poll();

            assertTrue(holding.scheduler().find(schedule.id()).isEmpty());
            Task claimed = holding.scheduler()
                    .tasks(TaskQuery.ofSchedule(schedule.id(), 9))
                    .items()
                    .get(0);
            assertEquals(CLAIMED, claimed.state());
        }
    }

    @Test
    void theTaskOfADeletedOnceHasEverythingForItsRetry() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1)
                .hook("hooks.printResult")
                .group("roots")
                .maxAttempts(2)
                .retryDelay(MINUTE));
        node.poll();
        assertEquals(WAITING, only(schedule).state());
        passes(MINUTE);

        Task task = only(schedule);
        assertEquals(2, task.failures());
        assertEquals("hooks.printResult", task.hook());
        assertEquals("roots", task.group());
    }

    @Test
    void onceWithPositiveRepeatsRunsExactlyOnceAndIsKept() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).repeats(5));
        node.poll();
        passes(Duration.ofDays(1));

        assertEquals(SUCCEEDED, only(schedule).state());
        assertEquals(0, read(schedule).repeats());
        assertEquals(schedule.nextRun(), read(schedule).nextRun());
    }

    @Test
    void onceWithZeroRepeatsNeverRuns() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).repeats(0));
        passes(Duration.ofDays(1));

        assertEquals(List.of(), tasks(schedule));
        assertEquals(ScheduleState.FINISHED, read(schedule).state());
    }

    @Test
    void deletingWithdrawsTasksThatHaveNotStarted() {
        Schedule schedule =
                scheduler.schedule(call("math.sqrt", -1).hourly().maxAttempts(2).retryDelay(MINUTE));
        node.poll();
        scheduler.delete(schedule.id());

        Task withdrawn = only(schedule);
        assertEquals(CANCELLED, withdrawn.state());
        assertEquals("schedule deleted", withdrawn.error().message());
        passes(Duration.ofHours(2));
        assertEquals(CANCELLED, only(schedule).state());
    }

    @Test
    void pausingWithdrawsTasksThatHaveNotStartedAndGivesTheirRepeatsBack() {
        try (TaktNode holding = TaktNode.on(setup).holding().start()) {
            Schedule schedule = holding.scheduler().schedule(everyMinute().repeats(10));
            holding.advance(MINUTE.multipliedBy(3));
            holding.poll();
            assertEquals(
                    6, holding.scheduler().find(schedule.id()).orElseThrow().repeats());

            Schedule paused = holding.scheduler().pause(schedule.id());

            assertEquals(10, paused.repeats());
            assertEquals(
                    List.of("CANCELLED: paused", "CANCELLED: paused", "CANCELLED: paused", "CANCELLED: paused"),
                    holding.database().column("SELECT state || ': ' || error_message FROM takt_task"));
            holding.release();
            assertEquals(4, holding.database().count("SELECT count(*) FROM takt_task WHERE state = 'CANCELLED'"));
        }
    }

    @Test
    void aRunningTaskGoesOnWhenItsScheduleIsPausedOrDeleted() {
        for (boolean delete : new boolean[] {true, false}) {
            Pausing.during = schedule -> {
                if (delete) {
                    scheduler.delete(schedule);
                } else {
                    scheduler.pause(schedule);
                }
            };
            try (TaktNode node2 =
                    TaktNode.on(setup, node.database()).with(Pausing.class).start()) {
                Schedule schedule =
                        node2.scheduler().schedule(call("pausing.run").hourly().kwarg("schedule", 0));
                node2.scheduler()
                        .update(
                                schedule.id(),
                                call("pausing.run", schedule.id()).hourly());
                node2.poll();

                assertEquals(SUCCEEDED, only(schedule).state());
            }
        }
    }

    @Test
    void resumeSkipGoesOnWithTheFirstSlotAfterNowAndOneSkippedRow() {
        Schedule schedule = pausedForTenMinutes();

        Schedule resumed = scheduler.resume(schedule.id(), Missed.SKIP);
        node.poll();

        assertEquals(later(schedule, MINUTE, 11), resumed.nextRun());
        assertEquals(1, tasks(schedule, SUCCEEDED).size());
        Task missed = only(schedule, SKIPPED);
        assertEquals("10 slots: missed while paused", missed.error().message());
    }

    @Test
    void resumeByRuleRunsWhatWasMissedByTheRulesOfCatchUp() {
        Schedule schedule = pausedForTenMinutes();

        scheduler.resume(schedule.id(), Missed.BY_RULE);
        node.poll();

        assertEquals(11, tasks(schedule, SUCCEEDED).size());
        assertEquals(List.of(), tasks(schedule, SKIPPED));
    }

    @Test
    void anEditOfAnythingButTimingTouchesNeitherNextRunNorRepeatsNorTheGeneration() {
        Schedule schedule = scheduler.schedule(everyMinute().repeats(9));
        node.poll();
        Schedule before = read(schedule);

        Schedule after = scheduler.update(
                schedule.id(),
                call("math.sqrt", 16)
                        .everyMinutes(1)
                        .name("roots")
                        .timeout(MINUTE)
                        .group("g")
                        .hook("hooks.printResult"));

        assertEquals(before.nextRun(), after.nextRun());
        assertEquals(before.repeats(), after.repeats());
        assertEquals(before.generation(), after.generation());
        assertEquals("[16]", after.args());
    }

    @Test
    void anEditThatNamesTheValuesOfTheVersionItReadLeavesThemAlone() {
        Schedule read = scheduler.schedule(everyMinute().repeats(9));
        passes(MINUTE);
        Schedule now = read(read);

        Schedule after = scheduler.update(
                read.id(),
                everyMinute().nextRun(read.nextRun()).repeats(read.repeats()).name("same"));

        assertEquals(now.nextRun(), after.nextRun());
        assertEquals(now.repeats(), after.repeats());
        assertEquals(now.generation(), after.generation());
    }

    @Test
    void soDoesOneAfterRunsWhoseTasksWereNotSaved() {
        Schedule read = scheduler.schedule(everyMinute().save(false));
        Schedule once = scheduler.schedule(call("math.sqrt", 9).repeats(1).save(false));
        passes(MINUTE.multipliedBy(3));
        Schedule now = read(read);

        Schedule after = scheduler.update(
                read.id(), everyMinute().save(false).nextRun(read.nextRun()).repeats(read.repeats()));
        Schedule onceAfter = scheduler.update(
                once.id(),
                call("math.sqrt", 9).save(false).nextRun(once.nextRun()).repeats(1));

        assertEquals(now.nextRun(), after.nextRun());
        assertEquals(now.repeats(), after.repeats());
        assertEquals(0, onceAfter.repeats());
    }

    @Test
    void movingNextRunBackByOneStepWithTheRepeatsOfNowIsMeant() {
        Schedule schedule = scheduler.schedule(everyMinute().save(false));
        node.poll();
        Schedule now = read(schedule);

        Schedule after = scheduler.update(
                schedule.id(),
                everyMinute().save(false).nextRun(schedule.nextRun()).repeats(now.repeats()));

        assertEquals(schedule.nextRun(), after.nextRun());
        assertEquals(now.generation() + 1, after.generation());
    }

    @Test
    void aChangeOfTimingByHandStartsANewGenerationSoThatASlotMayRunAgain() {
        Instant slot = now().minus(MINUTE);
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).yearly().nextRun(slot));
        node.poll();
        scheduler.update(schedule.id(), call("math.sqrt", 9).yearly().nextRun(FAR));
        Schedule again =
                scheduler.update(schedule.id(), call("math.sqrt", 9).yearly().nextRun(slot));
        node.poll();

        assertEquals(2, again.generation());
        assertEquals(
                List.of(0L, 2L),
                tasks(schedule).stream().map(Task::generation).sorted().toList());
        assertEquals(1, slots(schedule).stream().distinct().count(), "the same slot, twice on purpose");
    }

    @Test
    void changingTheZoneKeepsTheWallTimeUnlessNextRunIsGivenToo() {
        ZonedDateTime slot = ZonedDateTime.of(2099, 1, 10, 9, 30, 0, 0, ZoneId.of("Europe/Paris"));
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).daily().nextRun(slot));

        Schedule moved =
                scheduler.update(schedule.id(), call("math.sqrt", 9).daily().zone("America/New_York"));
        assertEquals(slot.withZoneSameLocal(ZoneId.of("America/New_York")).toInstant(), moved.nextRun());

        Schedule given = scheduler.update(
                schedule.id(), call("math.sqrt", 9).daily().zone("Asia/Tokyo").nextRun(FAR));
        assertEquals(FAR, given.nextRun());
    }

    private Schedule pausedForTenMinutes() {
        Schedule schedule = scheduler.schedule(everyMinute());
        node.poll();
        scheduler.pause(schedule.id());
        passes(MINUTE.multipliedBy(10));
        return schedule;
    }

    /** A function during which its own schedule is paused or deleted. */
    @ApplicationScoped
    static class Pausing {
        static LongConsumer during = schedule -> {};

        @TaskFunction("pausing.run")
        public void run(long schedule) {
            during.accept(schedule);
        }
    }
}
