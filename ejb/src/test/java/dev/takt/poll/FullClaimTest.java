package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far a claim got that had no room for more: on PostgreSQL the next one need not look at what lies before that. */
@OnBothDatabases
class FullClaimTest {
    private final Setup setup;
    private final TaktNode node;
    private final Scheduler scheduler;
    private final Claim claim;

    FullClaimTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).holding().start();
        scheduler = node.scheduler();
        claim = node.get(Claim.class);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aClaimThatIsFullSaysHowFarItGotIfItHasLookedForTasksToo() {
        Instant start = now();
        for (int minutes : List.of(50, 40, 30, 20, 10)) {
            scheduler.schedule(call("math.sqrt", minutes).once().nextRun(start.minus(Duration.ofMinutes(minutes))));
        }
        Claim.Claimed first = claim.claim(2, null, true);
        Claim.Claimed second = claim.claim(2, null, true);
        Claim.Claimed rest = claim.claim(2, null, true);

        assertEquals(List.of("[50]", "[40]"), args(first));
        assertEquals(List.of("[30]", "[20]"), args(second));
        assertEquals(List.of("[10]"), args(rest));
        List<Claim.Claimed> knowing = Stream.of(first, second)
                .filter(claimed -> claimed.reached() != null)
                .toList();
        assertEquals(setup.isPostgresql() ? 1 : 0, knowing.size(), "of two claims one asks for tasks first");
        knowing.forEach(claimed -> assertEquals(claimed.tasks().get(1).slot(), claimed.reached()));
        assertNull(rest.reached(), "all was claimed until now");
    }

    @Test
    void howFarAFullClaimGotIsUnknownAsLongAsTasksMayBeWaiting() {
        Instant start = now();
        for (int i = 0; i < 4; i++) {
            scheduler.run(call("math.sqrt", 4));
        }
        for (int minutes : List.of(30, 20, 10)) {
            scheduler.schedule(call("math.sqrt", minutes).once().nextRun(start.minus(Duration.ofMinutes(minutes))));
        }
        Claim.Claimed first = claim.claim(2, null, true);
        Claim.Claimed second = claim.claim(2, null, true);

        assertNull(first.reached());
        assertNull(second.reached());
    }

    @Test
    void aFullClaimOfUrgentSlotsDoesNotSayThatTheOthersAreDone() {
        Instant start = now();
        for (int i = 0; i < 4; i++) {
            scheduler.schedule(
                    call("math.sqrt", 1).priority(Priority.HIGH).once().nextRun(start.minus(Duration.ofMinutes(1))));
        }
        scheduler.schedule(call("math.sqrt", 2).once().nextRun(start.minus(Duration.ofHours(1))));
        for (int i = 0; i < 2; i++) {
            Claim.Claimed full = claim.claim(2, null, true); // too few to leave a share to others
            assertEquals(List.of("[1]", "[1]"), args(full));
            assertNull(full.reached());
        }
        assertEquals(List.of("[2]"), args(claim.claim(2, null, true)));
    }

    @Test
    void whereTheCalendarHasLeftSlotsOfAScheduleItGotNoFurther() {
        Instant start = now();
        for (int i = 0; i < 4; i++) {
            scheduler.schedule(call("math.sqrt", 1).everyMinutes(1).nextRun(start.minus(Duration.ofMinutes(5))));
        }
        claim.claim(1, null, true); // learns that the calendar is needed
        int knowing = 0;
        for (int i = 0; i < 2; i++) {
            Instant reached = claim.claim(4, null, true).reached();
            if (reached != null) {
                assertFalse(reached.isAfter(earliestNextRun()), () -> reached + " is too far");
                assertFalse(reached.isBefore(start.minus(Duration.ofMinutes(5))), () -> reached + " is nowhere");
                knowing++;
            }
        }
        assertEquals(setup.isPostgresql() ? 1 : 0, knowing);
    }

    private Instant earliestNextRun() {
        return scheduler.schedules(ScheduleQuery.newest(10)).items().stream()
                .map(Schedule::nextRun)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private Instant now() {
        return scheduler.status().now();
    }

    private static List<String> args(Claim.Claimed claimed) {
        return claimed.tasks().stream().map(task -> task.toRun().args()).toList();
    }
}
