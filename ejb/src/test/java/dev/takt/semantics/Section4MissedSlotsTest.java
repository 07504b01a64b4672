package dev.takt.semantics;

import static dev.takt.api.Call.call;
import static dev.takt.api.TaskState.SKIPPED;
import static dev.takt.api.TaskState.SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Missed;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.api.Task;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.Claimable;
import dev.takt.sql.ClusterSql;
import dev.takt.sql.Database;
import dev.takt.sql.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 4, line by line. */
@OnBothDatabases
class Section4MissedSlotsTest extends SemanticsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Setup setup;

    Section4MissedSlotsTest(Setup setup) {
        super(TaktNode.on(setup).start());
        this.setup = setup;
    }

    @Test
    void aSlotIsDueAtTheVeryInstant() {
        Database database = node.get(Database.class);
        Claimable claimable = new Claimable(1, "default", Set.of("math.sqrt"), null);

        int due = database.inNew(connection -> {
            try (var insert = connection.createStatement()) { // now stands still within a transaction
                insert.execute("INSERT INTO takt_schedule (func, next_run) VALUES ('math.sqrt', "
                        + database.sql().nowExpression() + ")");
            }
            ClusterSql.Due found = database.sql().claimDue(connection, claimable, Room.of(10), false);
            return found.taken().size() + found.schedules().size();
        });

        assertEquals(1, due);
    }

    @Test
    void nowIsTheDatabasesClock() {
        Schedule schedule = scheduler.schedule(everyMinute().nextRun(now().plus(HOUR)));
        node.standStill(Duration.ofDays(1)); // this node's own clock runs ahead
        node.poll();
        assertEquals(List.of(), tasks(schedule));

        node.advanceDatabase(HOUR.plus(MINUTE));
        node.advance(Duration.ZERO); // it beats again
        node.poll();
        assertTrue(tasks(schedule).size() >= 1);
    }

    @Test
    void nothingIsDueWhenPausedPastUntilOrWithoutRepeats() {
        Instant now = now();
        Schedule paused = scheduler.schedule(everyMinute().set("paused", true));
        Schedule never = scheduler.schedule(everyMinute().repeats(0));
        Schedule ended =
                scheduler.schedule(everyMinute().nextRun(now.minus(HOUR)).until(now.minusSeconds(3570)));
        passes(MINUTE);
        passes(MINUTE);

        assertEquals(List.of(), tasks(paused));
        assertEquals(List.of(), tasks(never));
        assertEquals(1, tasks(ended).size(), "only the slot that is not later than until");
        assertEquals(ScheduleState.FINISHED, read(ended).state());
        assertEquals(ScheduleState.FINISHED, read(never).state());
        assertEquals(ScheduleState.PAUSED, read(paused).state());
    }

    @Test
    void everyMissedSlotRunsInSlotOrderWithoutWaitingForTheNextPoll() {
        Schedule schedule = scheduler.schedule(everyMinute());
        passes(MINUTE.multipliedBy(40));

        List<Instant> expected = IntStream.rangeClosed(0, 40)
                .mapToObj(i -> later(schedule, MINUTE, i))
                .toList();
        assertEquals(expected, slots(schedule, SUCCEEDED));
        assertEquals(
                node.database().column("SELECT id FROM takt_task ORDER BY planned_at"),
                node.database().column("SELECT id FROM takt_task ORDER BY finished_at, id"));
    }

    @Test
    void aPassTakesOneSlotOfEachDueScheduleFirst() {
        try (TaktNode small =
                TaktNode.on(setup).setting("takt.workers", "3").holding().start()) {
            for (int i = 0; i < 4; i++) {
                small.scheduler().schedule(everyMinute());
            }
            small.advance(MINUTE.multipliedBy(10));
            small.poll(); // room for six

            assertEquals(
                    List.of("1", "1", "1", "3"),
                    small.database().column("SELECT count(*) AS n FROM takt_task GROUP BY schedule_id ORDER BY n"));
        }
    }

    @Test
    void theOldestSlotsAboveTheLimitAreDroppedAtOnceAsOneSkippedRow() {
        Schedule schedule = scheduler.schedule(everyMinute());
        passes(MINUTE.multipliedBy(1500));

        Task dropped = only(schedule, SKIPPED);
        assertEquals(schedule.nextRun(), dropped.slot());
        assertEquals(later(schedule, MINUTE, 500), dropped.skippedLast());
        assertEquals(501L, dropped.skippedCount());
        assertEquals(
                "501 slots: more slots were missed than the catch-up limit",
                dropped.error().message());
        assertEquals(1000, count(schedule, "SUCCEEDED"));
        assertEquals(
                List.of("" + 1000),
                node.database()
                        .column("SELECT count(*) FROM takt_task WHERE state = 'SUCCEEDED' AND planned_at > "
                                + "(SELECT skipped_last FROM takt_task WHERE state = 'SKIPPED')"));
        assertEquals(later(schedule, MINUTE, 1501), read(schedule).nextRun());
    }

    @Test
    void positiveRepeatsThatEndTheBacklogSoonerKeepItsOldestSlots() {
        Schedule schedule = scheduler.schedule(everyMinute().repeats(3));
        passes(MINUTE.multipliedBy(1500));

        assertEquals(
                List.of(schedule.nextRun(), later(schedule, MINUTE, 1), later(schedule, MINUTE, 2)), slots(schedule));
    }

    @Test
    void withCatchUpOffOneRunStandsForTheWholeBacklog() {
        Schedule schedule = scheduler.schedule(everyMinute().catchUp(false).repeats(7));
        passes(MINUTE.multipliedBy(90));

        assertEquals(List.of(schedule.nextRun()), slots(schedule));
        assertEquals(later(schedule, MINUTE, 91), read(schedule).nextRun(), "the first slot after now");
        assertEquals(6, read(schedule).repeats());
    }

    @Test
    void withCatchUpOffTheNextSlotIsFoundByTheSchedulesOwnSteps() {
        Instant endOfJanuary = Instant.parse("2024-01-31T06:30:00Z");
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).monthly().nextRun(endOfJanuary).catchUp(false));
        node.poll();

        Schedule after = read(schedule);
        assertEquals(1, tasks(schedule).size());
        assertTrue(after.nextRun().isAfter(now()));
        assertTrue(after.nextRun().toString().endsWith("-28T06:30:00Z"), "clamped in February: " + after.nextRun());
    }

    @Test
    void withCatchUpOffTheRunIsForTheFirstSlotThatIsNotTooLate() {
        Schedule schedule = scheduler.schedule(everyMinute().catchUp(false).maxLateness(Duration.ofSeconds(150)));
        passes(MINUTE.multipliedBy(10));

        assertEquals(List.of(later(schedule, MINUTE, 8)), slots(schedule, SUCCEEDED));
        Task tooLate = only(schedule, SKIPPED);
        assertEquals(8L, tooLate.skippedCount());
        assertEquals("8 slots: later than maxLateness", tooLate.error().message());
    }

    @Test
    void whenAllAreTooLateNothingRunsAndRepeatsAreUntouched() {
        for (boolean catchUp : new boolean[] {true, false}) {
            Schedule schedule = scheduler.schedule(call("math.sqrt", 9)
                    .hourly()
                    .catchUp(catchUp)
                    .maxLateness(MINUTE)
                    .repeats(5));
            passes(HOUR.multipliedBy(3).plus(MINUTE.multipliedBy(30)));

            Task tooLate = only(schedule);
            assertEquals(SKIPPED, tooLate.state());
            assertEquals(4L, tooLate.skippedCount());
            assertEquals(5, read(schedule).repeats());
            assertEquals(later(schedule, HOUR, 4), read(schedule).nextRun());
        }
    }

    @Test
    void catchUpIsGlobalAndEachScheduleMayDiffer() {
        try (TaktNode off = TaktNode.on(setup).setting("takt.catch-up", "false").start()) {
            Schedule asAll = off.scheduler().schedule(everyMinute());
            Schedule other = off.scheduler().schedule(everyMinute().catchUp(true));
            off.advance(MINUTE.multipliedBy(3));
            off.poll();

            String counted = "SELECT count(*) FROM takt_task WHERE schedule_id = ";
            assertEquals(1, off.database().count(counted + asAll.id()));
            assertEquals(4, off.database().count(counted + other.id()));
        }
    }

    @Test
    void onceAlwaysRunsWhenOverdue() {
        for (boolean catchUp : new boolean[] {true, false}) {
            Schedule schedule = scheduler.schedule(
                    call("math.sqrt", 9).repeats(1).catchUp(catchUp).nextRun(now()));
            passes(Duration.ofDays(400));

            assertEquals(SUCCEEDED, only(schedule).state());
        }
    }

    @Test
    void cronFollowsTheSameRules() {
        Instant midnight = Instant.parse("2026-03-01T00:00:00Z");
        Schedule each =
                scheduler.schedule(call("math.sqrt", 9).cron("0 * * * *").nextRun(midnight));
        Schedule one = scheduler.schedule(
                call("math.sqrt", 9).cron("0 * * * *").nextRun(midnight).catchUp(false));
        node.poll();

        assertEquals(1000, count(each, "SUCCEEDED"));
        assertEquals(1, count(each, "SKIPPED"));
        assertEquals(List.of(midnight), slots(one));
        assertTrue(read(one).nextRun().isAfter(now()));
    }

    @Test
    void consecutiveSkippedSlotsAreOneRowThatGrows() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).hourly().maxLateness(MINUTE).nextRun(now().plus(HOUR)));
        passes(HOUR.plus(MINUTE.multipliedBy(30)));
        passes(HOUR);
        passes(HOUR);

        Task grown = only(schedule);
        assertEquals(3L, grown.skippedCount());
        assertEquals(schedule.nextRun(), grown.slot());
        assertEquals(later(schedule, HOUR, 2), grown.skippedLast());
        assertEquals("3 slots: later than maxLateness", grown.error().message());
    }

    @Test
    void theRowSaysEachReasonWithItsCount() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).hourly().maxLateness(MINUTE).nextRun(now().plus(HOUR)));
        passes(HOUR.plus(MINUTE.multipliedBy(30)));
        scheduler.pause(schedule.id());
        node.advance(HOUR.multipliedBy(2));
        scheduler.resume(schedule.id(), Missed.SKIP);

        Task grown = only(schedule);
        assertEquals(3L, grown.skippedCount());
        assertEquals(
                "3 slots: 1 later than maxLateness, 2 missed while paused",
                grown.error().message());
        assertEquals("{\"TOO_LATE\":1,\"MISSED\":2}", grown.result());
    }

    @Test
    void countsAboveAHundredThousandReadMoreThan() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9)
                .cron("* * * * *")
                .nextRun(Instant.parse("2026-01-01T00:00:00Z"))
                .maxLateness(Duration.ZERO));
        passes(Duration.ofSeconds(1));

        assertTrue(only(schedule).error().message().startsWith("more than 100,000 slots"));
    }

    @Test
    void exactDurationsAreCountedByDivision() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).every(Duration.ofMillis(100)));
        passes(Duration.ofDays(365)); // 315 million slots

        long counted = only(schedule, SKIPPED).skippedCount();
        long all = 365L * 24 * 3600 * 10;
        assertTrue(counted > all - 1000 && counted < all - 1000 + 600, "about all but the limit, was " + counted);
        assertTrue(count(schedule, "SUCCEEDED") >= 1000, "those of the limit, and what came due meanwhile");
    }

    @Test
    void aBacklogOfAHundredThousandSlotsOfEachTypeIsOneClaimAway() {
        for (ScheduleType type : ScheduleType.values()) {
            if (type == ScheduleType.ONCE) {
                continue;
            }
            Schedule schedule = scheduler.schedule(backlogOf(type));
            node.poll();

            assertEquals(1, count(schedule, "SUCCEEDED"), type.name());
            assertTrue(read(schedule).nextRun().isAfter(now()), type.name());
            scheduler.delete(schedule.id());
        }
    }

    private static Call backlogOf(ScheduleType type) {
        Call base = call("math.sqrt", 9).catchUp(false).type(type).nextRun(Instant.EPOCH);
        return switch (type) {
            case INTERVAL -> base.every(Duration.ofHours(1)).nextRun(Instant.EPOCH);
            case MINUTES -> base.everyMinutes(60);
            case CRON -> base.cron("0 * * * *");
            default -> base;
        };
    }

    private long count(Schedule schedule, String state) {
        return node.database()
                .count("SELECT count(*) FROM takt_task WHERE state = '" + state + "' AND schedule_id = "
                        + schedule.id());
    }
}
