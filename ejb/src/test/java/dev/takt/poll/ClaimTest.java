package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskFunction;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.ClaimedTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one claim takes, and what it says of the next. Nothing runs, so what was claimed stays unfinished. */
@OnBothDatabases
class ClaimTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TaktNode node;
    private final Scheduler scheduler;
    private final Claim claim;

    ClaimTest(Setup setup) {
        node = TaktNode.on(setup).with(Partner.class).holding().start();
        scheduler = node.scheduler();
        claim = node.get(Claim.class);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whereNothingIsPlannedThereIsNothingToWaitFor() {
        Claim.Claimed claimed = claim.claim(10, null, true);

        assertEquals(List.of(), claimed.tasks());
        assertEquals(0, claimed.touched());
        assertEquals(Optional.empty(), claimed.next().first());
        assertNotNull(claimed.next().asOf());
    }

    @Test
    void aClaimThatLooksBackOnlyALittleSaysAsOfWhenToo() {
        assertNotNull(claim.claim(10, Instant.EPOCH, true).next().asOf());
    }

    @Test
    void whoLooksForSlotsOnlyLearnsOfTasks() {
        scheduler.run(call("math.sqrt", 4));
        scheduler.schedule(call("math.sqrt", 9).hourly().nextRun(now().plus(HOUR)));
        Claim.Claimed claimed = claim.claim(10, Instant.EPOCH, false);

        assertEquals(List.of(), claimed.tasks());
        assertTrue(claimed.next().isTaskWithin(Duration.ZERO));
        assertEquals(claimed.next().task(), claimed.next().first().orElseThrow());
        assertEquals(1, claim.claim(10, Instant.EPOCH, true).tasks().size());
    }

    @Test
    void whatIsPlannedIsWaitedFor() {
        scheduler.schedule(call("math.sqrt", 9).hourly().nextRun(now().plus(HOUR)));
        Claim.Claimed claimed = claim.claim(10, null, true);

        assertEquals(List.of(), claimed.tasks());
        assertEquals(0, claimed.touched());
        Duration wait = claimed.next().first().orElseThrow();
        assertTrue(wait.compareTo(HOUR) <= 0 && wait.compareTo(Duration.ofMinutes(59)) > 0, () -> "in " + wait);
    }

    @Test
    void whatHasBeenOverlookedIsFoundHoweverLongItHasBeenDue() {
        assertEquals(Optional.empty(), claim.earliestDue());

        Instant hourAgo = now().minus(HOUR);
        scheduler.schedule(call("math.sqrt", 9).once().nextRun(hourAgo));
        assertEquals(Optional.of(hourAgo), claim.earliestDue());
    }

    @Test
    void aHighClassLeavesATenthToEachLowerOne() {
        run(30, Priority.HIGH);
        run(10, Priority.NORMAL);
        run(10, Priority.LOW);

        assertEquals(List.of(16L, 2L, 2L), perPriority(claim.claim(20, null, true)));
    }

    @Test
    void whatLowerClassesDoNotNeedIsTheHigherOnes() {
        run(30, Priority.HIGH);
        assertEquals(List.of(20L, 0L, 0L), perPriority(claim.claim(20, null, true)));

        run(30, Priority.NORMAL);
        assertEquals(List.of(10L, 10L, 0L), perPriority(claim.claim(20, null, true)));
        assertEquals(List.of(0L, 20L, 0L), perPriority(claim.claim(20, null, true)));
    }

    @Test
    void schedulesHavePrioritiesToo() {
        scheduler.schedule(call("math.sqrt", 1).hourly().priority(Priority.LOW));
        scheduler.schedule(call("math.sqrt", 2).hourly().priority(Priority.HIGH));
        scheduler.schedule(call("math.sqrt", 3).hourly());

        assertEquals(List.of("[2]"), args(claim.claim(1, null, true)));
        assertEquals(List.of("[3]"), args(claim.claim(1, null, true)));
        assertEquals(List.of("[1]"), args(claim.claim(1, null, true)));
    }

    @Test
    void ofSeveralBacklogsEachGetsOneSlotBeforeAnyGetsItsSecond() {
        Instant start = now();
        Schedule one =
                scheduler.schedule(call("math.sqrt", 1).everyMinutes(1).nextRun(start.minus(Duration.ofMinutes(2))));
        Schedule other =
                scheduler.schedule(call("math.sqrt", 2).everyMinutes(1).nextRun(start.minus(Duration.ofMinutes(1))));

        Claim.Claimed first = claim.claim(3, null, true);
        assertEquals(List.of("[1]", "[1]", "[2]"), args(first).stream().sorted().toList());
        assertEquals(2, first.touched());
        assertEquals(Duration.ZERO, first.next().first().orElseThrow(), "there was no room for more");

        Claim.Claimed second = claim.claim(10, null, true);
        assertEquals(2, second.tasks().size());
        assertEquals(-4, read(one).repeats());
        assertEquals(-3, read(other).repeats());
        assertTrue(second.next().first().orElseThrow().compareTo(Duration.ZERO) > 0);
    }

    @Test
    void theRoomThatABacklogDoesNotNeedIsTheNextOnes() {
        for (int i = 0; i < 2; i++) {
            scheduler.schedule(call("math.sqrt", i).everyMinutes(1).nextRun(now().minus(Duration.ofMinutes(2))));
        }

        assertEquals(5, claim.claim(5, null, true).tasks().size());
        assertEquals(1, claim.claim(5, null, true).tasks().size());
    }

    @Test
    void earlierSlotsHaveEarlierTasks() {
        Instant start = now();
        for (int i = 0; i < 2; i++) {
            scheduler.schedule(call("math.sqrt", i).everyMinutes(1).nextRun(start.minus(Duration.ofMinutes(2))));
        }
        List<Instant> slots = claim.claim(10, null, true).tasks().stream()
                .map(ClaimedTask::slot)
                .toList();

        assertEquals(6, slots.size());
        assertEquals(slots.stream().sorted().toList(), slots);
    }

    @Test
    void waitingTasksAndSchedulesShareTheLimit() {
        run(2, Priority.NORMAL);
        for (int i = 0; i < 3; i++) {
            scheduler.schedule(call("math.sqrt", 9).hourly());
        }

        Claim.Claimed claimed = claim.claim(4, null, true);
        assertEquals(4, claimed.tasks().size());
        assertEquals(4, claimed.touched());
        assertEquals(1, claim.claim(4, null, true).tasks().size());
    }

    @Test
    void ofAFunctionNoMoreIsClaimedThanMayRunAtOnce() {
        for (int i = 0; i < 5; i++) {
            scheduler.run(call("partner.ask", i));
        }

        Claim.Claimed first = claim.claim(1, null, true);
        assertEquals(1, first.tasks().size(), "the claim's own limit");
        assertTrue(first.next().first().isPresent(), "there is another one to be had");

        Claim.Claimed second = claim.claim(10, null, true);
        assertEquals(1, second.tasks().size());
        assertEquals(Optional.empty(), second.next().first(), "the others wait for an end, not for a time");
        assertEquals(0, claim.claim(10, null, true).tasks().size());
    }

    @Test
    void ofAFunctionThatMayRunAgainTheNextIsWaitedFor() {
        scheduler.schedule(call("partner.ask", 1).hourly().nextRun(now().plus(HOUR)));

        assertTrue(claim.claim(10, null, true).next().first().isPresent());
    }

    @Test
    void ofTheFirstFunctionOneMoreIsToBeHad() {
        oneMoreIsToBeHadOf("partner.ask");
    }

    @Test
    void andOfTheSecondToo() {
        oneMoreIsToBeHadOf("partner.tell");
    }

    private void oneMoreIsToBeHadOf(String func) {
        scheduler.run(call("partner.ask", 1));
        scheduler.run(call("partner.tell", 2));
        scheduler.schedule(call(func, 3).hourly().nextRun(now().plus(HOUR)));

        Claim.Claimed claimed = claim.claim(10, null, true);
        assertEquals(2, claimed.tasks().size());
        assertTrue(claimed.next().first().isPresent());
    }

    @Test
    void everyPriorityOfAFunctionCountsForItsLimit() {
        scheduler.run(call("partner.ask", 1).priority(Priority.LOW));
        scheduler.run(call("partner.ask", 2).priority(Priority.HIGH));
        scheduler.run(call("partner.ask", 3));
        run(1, Priority.NORMAL);

        assertEquals(
                List.of("[2]", "[3]", "[0]"), args(claim.claim(10, null, true)), "and others are claimed beside it");
    }

    @Test
    void aClaimedTaskIsThisNodesAndItsSchedulesLast() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).hourly());
        ClaimedTask task = claim.claim(10, null, true).tasks().get(0);

        assertEquals(schedule.id(), task.schedule());
        assertEquals(schedule.nextRun(), task.slot());
        Schedule after = read(schedule);
        assertEquals(task.id(), after.lastTask());
        assertEquals(schedule.nextRun().plus(HOUR), after.nextRun());
        assertEquals(-2, after.repeats());
        assertEquals(scheduler.status().nodes().get(0).id(), task.node());
    }

    @Test
    void ofABacklogTheLastTaskIsTheNewestSlots() {
        Schedule schedule =
                scheduler.schedule(call("math.sqrt", 9).everyMinutes(1).nextRun(now().minus(Duration.ofMinutes(3))));
        List<ClaimedTask> tasks = claim.claim(10, null, true).tasks();

        assertEquals(4, tasks.size());
        assertEquals(tasks.stream().map(ClaimedTask::id).sorted().toList(), ids(tasks), "in order");
        assertEquals(tasks.get(3).id(), read(schedule).lastTask());
    }

    @Test
    void onceIsGoneWithItsClaim() {
        Schedule once = scheduler.schedule(call("math.sqrt", 9));
        Schedule kept = scheduler.schedule(call("math.sqrt", 9).repeats(1));
        assertEquals(2, claim.claim(10, null, true).tasks().size());

        assertTrue(scheduler.find(once.id()).isEmpty());
        assertEquals(ScheduleState.FINISHED, read(kept).state());
    }

    @Test
    void aStartPutOffByJitterIsNoTaskOfThisNodeYet() {
        for (int i = 0; i < 10; i++) {
            scheduler.schedule(call("math.sqrt", i).hourly().jitter(Duration.ofHours(20)));
        }
        Claim.Claimed claimed = claim.claim(20, null, true);

        assertEquals(10, claimed.touched());
        assertEquals(
                claimed.tasks().size(),
                node.database().count("SELECT count(*) FROM takt_task WHERE node IS NOT NULL AND state = 'CLAIMED'"));
        assertEquals(10, node.database().count("SELECT count(*) FROM takt_task"));
        assertEquals(0, claim.claim(20, null, true).touched());
    }

    @Test
    void whatIsSkippedBesideAnUnfinishedTaskGrowsOneRowUntilARunEndsIt() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).everyMinutes(1).overlap(Overlap.SKIP).nextRun(now()));
        assertEquals(1, claim.claim(10, null, true).tasks().size());
        for (int i = 0; i < 2; i++) {
            node.advance(Duration.ofMinutes(1));
            Claim.Claimed skipped = claim.claim(10, null, true);
            assertEquals(List.of(), skipped.tasks());
            assertEquals(1, skipped.touched());
        }
        assertEquals(List.of("2"), skippedCounts());
        assertEquals(
                schedule.nextRun().plus(Duration.ofMinutes(3)), read(schedule).nextRun());

        finishAll();
        node.advance(Duration.ofMinutes(1));
        assertEquals(1, claim.claim(10, null, true).tasks().size());
        node.advance(Duration.ofMinutes(1));
        claim.claim(10, null, true);
        assertEquals(List.of("2", "1"), skippedCounts());
    }

    @Test
    void whatMustWaitIsClaimedWhenTheEarlierTaskHasEnded() {
        scheduler.schedule(
                call("math.sqrt", 9).everyMinutes(1).overlap(Overlap.WAIT).nextRun(now()));
        assertEquals(1, claim.claim(10, null, true).tasks().size());
        node.advance(Duration.ofMinutes(1));
        assertEquals(0, claim.claim(10, null, true).touched());

        finishAll();
        assertEquals(1, claim.claim(10, null, true).tasks().size());
    }

    @Test
    void aRowThatCannotBeReadIsSetAsideAndTold() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type, every)"
                        + " VALUES ('math.sqrt', '9', 'E', 'often')");
        Schedule sound = scheduler.schedule(call("math.sqrt", 9).hourly());
        try (Logged logged = new Logged(ClaimedSlots.class)) {
            Claim.Claimed claimed = claim.claim(10, null, true);

            assertEquals(sound.id(), claimed.tasks().get(0).schedule());
            assertEquals(2, claimed.touched());
            assertEquals(
                    List.of("WARNING TAKT-205 Schedule 1 cannot be read and is set aside:"
                            + " every: expected an ISO-8601 duration, was often"),
                    logged.lines());
        }
        assertEquals(
                "every: expected an ISO-8601 duration, was often",
                scheduler.find(1).orElseThrow().broken());
        assertNull(read(sound).broken());
        assertEquals(0, claim.claim(10, null, true).touched(), "it is not looked at again");
    }

    @Test
    void aSlotThatHasATaskAlreadyIsToldAndDoesNotHoldUpItsSchedule() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).hourly());
        claim.claim(10, null, true);
        node.database().execute("UPDATE takt_schedule SET next_run = next_run - INTERVAL '1' HOUR");
        Schedule other = scheduler.schedule(call("math.sqrt", 9).hourly());
        try (Logged logged = new Logged(ClaimedSlots.class)) {
            assertEquals(
                    List.of(other.id()),
                    claim.claim(10, null, true).tasks().stream()
                            .map(ClaimedTask::schedule)
                            .toList());
            assertEquals(
                    List.of("SEVERE TAKT-204 1 slots had tasks already: a defect of Takt; their schedules go on"),
                    logged.lines());
        }
        assertEquals(schedule.nextRun().plus(HOUR), read(schedule).nextRun());
        assertEquals(2, node.database().count("SELECT count(*) FROM takt_task"));
    }

    private void run(int tasks, Priority priority) {
        for (int i = 0; i < tasks; i++) {
            scheduler.run(call("math.sqrt", i).priority(priority));
        }
    }

    private void finishAll() {
        node.database()
                .execute("UPDATE takt_task SET state = 'SUCCEEDED', finished_at = queued_at"
                        + " WHERE finished_at IS NULL");
    }

    private Instant now() {
        return scheduler.status().now();
    }

    private Schedule read(Schedule schedule) {
        return scheduler.find(schedule.id()).orElseThrow();
    }

    private List<String> skippedCounts() {
        return node.database()
                .column("SELECT skipped_count FROM takt_task WHERE state = 'SKIPPED' ORDER BY planned_at");
    }

    private static List<Long> perPriority(Claim.Claimed claimed) {
        var counts = claimed.tasks().stream()
                .collect(Collectors.groupingBy(task -> task.toRun().priority(), Collectors.counting()));
        return Stream.of(0, 1, 2)
                .map(priority -> counts.getOrDefault(priority, 0L))
                .toList();
    }

    private static List<String> args(Claim.Claimed claimed) {
        return claimed.tasks().stream().map(task -> task.toRun().args()).toList();
    }

    private static List<Long> ids(List<ClaimedTask> tasks) {
        return tasks.stream().map(ClaimedTask::id).toList();
    }

    /** Somebody who may be asked twice at once. */
    @ApplicationScoped
    static class Partner {
        @TaskFunction(atOnce = 2)
        public int ask(int what) {
            return what;
        }

        @TaskFunction(atOnce = 2)
        public int tell(int what) {
            return what;
        }
    }
}
