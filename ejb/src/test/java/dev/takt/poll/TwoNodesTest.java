package dev.takt.poll;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL share the work: no slot is lost, none runs twice. */
class TwoNodesTest {
    private static final int SCHEDULES = 40;
    private static final int SECONDS = 25;

    @Test
    void eachSlotIsClaimedByOneOfThem() {
        try (TaktNode one = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).start();
                TaktNode other =
                        TaktNode.on(Setup.POSTGRESQL_HIBERNATE, one.database()).start()) {
            Instant first = one.scheduler().status().now();
            List<Call> calls = IntStream.range(0, SCHEDULES)
                    .mapToObj(i ->
                            call("math.sqrt", i).every(Duration.ofSeconds(1)).nextRun(first))
                    .toList();
            one.scheduler().scheduleAll(calls);
            one.advanceDatabase(Duration.ofSeconds(SECONDS));

            CompletableFuture.allOf(CompletableFuture.runAsync(one::poll), CompletableFuture.runAsync(other::poll))
                    .join();
            one.poll();

            long due = one.database().count("SELECT count(*) FROM takt_task");
            assertTrue(due >= SCHEDULES * SECONDS, "slots: " + due);
            assertEquals(due, one.database().count("SELECT count(*) FROM takt_task WHERE state = 'SUCCEEDED'"));
            assertEquals(due, one.database().count("SELECT count(DISTINCT (schedule_id, planned_at)) FROM takt_task"));
            assertEquals(
                    SCHEDULES,
                    one.database()
                            .count("SELECT count(*) FROM takt_schedule s WHERE -1 - repeats = (SELECT count(*) FROM"
                                    + " takt_task t WHERE t.schedule_id = s.id) AND next_run = (SELECT max(planned_at) +"
                                    + " interval '1 second' FROM takt_task t WHERE t.schedule_id = s.id)"));
        }
    }
}
