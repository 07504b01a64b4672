package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, without functions that may run only so many times at once, a claim needs no transaction around it. */
class ClaimAtOnceTest {
    private final TaktNode node =
            TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).holding().start();
    private final Scheduler scheduler = node.scheduler();
    private final Claim claim = node.get(Claim.class);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatNeedsTheCalendarIsTakenByTheNextClaim() {
        Instant start = scheduler.status().now();
        scheduler.schedule(call("math.sqrt", 1).once());
        scheduler.schedule(call("math.sqrt", 2).everyMinutes(1).nextRun(start.minus(Duration.ofMinutes(2))));

        Claim.Claimed first = claim.claim(10, null, true);
        assertEquals(List.of("[1]"), args(first));
        assertEquals(2, first.touched());
        assertEquals(Duration.ZERO, first.next().first().orElseThrow());

        Claim.Claimed second = claim.claim(10, null, true);
        assertEquals(List.of("[2]", "[2]", "[2]"), args(second));
        assertTrue(second.next().first().orElseThrow().compareTo(Duration.ZERO) > 0);
    }

    @Test
    void thePollerTakesBoth() {
        scheduler.scheduleAll(IntStream.range(0, 8)
                .mapToObj(i -> i % 2 == 0
                        ? call("math.sqrt", i).once()
                        : call("math.sqrt", i)
                                .cron("0 4 * * *")
                                .nextRun(scheduler.status().now()))
                .toList());
        node.poll();

        assertEquals(8, node.database().count("SELECT count(*) FROM takt_task WHERE state = 'CLAIMED'"));
    }

    @Test
    void whatTheFirstSourceHasBroughtIsKeptWhenTheSecondFails() {
        TaskId waiting = scheduler.run(call("math.sqrt", 4));
        node.database().execute("ALTER TABLE takt_schedule RENAME TO takt_away");

        Claim.Claimed claimed = claim.claim(10, null, true); // the first asks for waiting tasks first
        assertEquals(waiting.value(), claimed.tasks().get(0).id());
        assertEquals(Duration.ZERO, claimed.next().first().orElseThrow());
        assertThrows(DatabaseException.class, () -> claim.claim(10, null, true));

        node.database().execute("ALTER TABLE takt_away RENAME TO takt_schedule");
        assertEquals(List.of(), claim.claim(10, null, true).tasks());
    }

    private static List<String> args(Claim.Claimed claimed) {
        return claimed.tasks().stream().map(task -> task.toRun().args()).toList();
    }
}
