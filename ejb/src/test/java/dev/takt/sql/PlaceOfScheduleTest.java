package dev.takt.sql;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.Schedule;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes are told to schedules where the claim has left their rows on PostgreSQL, and wherever else they have gone since. */
class PlaceOfScheduleTest {
    private final TaktNode node =
            TaktNode.on(Setup.POSTGRESQL_HIBERNATE).holding().start();
    private final Schedule moved =
            node.scheduler().schedule(call("math.sqrt", 9).hourly());
    private final Schedule left =
            node.scheduler().schedule(call("math.sqrt", 16).hourly());
    private final Schedule deleted =
            node.scheduler().schedule(call("math.sqrt", 25).hourly());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aRowThatHasBeenChangedSinceItsClaimIsFoundByItsKey() {
        node.poll();
        node.database().execute("UPDATE takt_schedule SET task_name = 'elsewhere' WHERE id = " + moved.id());
        node.database().execute("DELETE FROM takt_schedule WHERE id = " + deleted.id());
        node.release();

        assertEquals(List.of("true 0", "true 0"), standings());
    }

    @Test
    void aRowOfAnotherScheduleThatHasTakenThePlaceIsLeftAlone() {
        node.poll();
        node.database().execute("DELETE FROM takt_schedule WHERE id = " + moved.id());
        node.database().execute("VACUUM takt_schedule");
        Schedule next = node.scheduler().schedule(call("math.sqrt", 36).hourly().nextRun(inAnHour()));
        node.release();

        assertEquals(
                List.of("none 0"),
                node.database()
                        .column("SELECT COALESCE(CAST(success AS varchar(5)), 'none') || ' ' || failures_in_a_row"
                                + " FROM takt_schedule WHERE id = " + next.id()));
    }

    private Instant inAnHour() {
        return node.scheduler().status().now().plusSeconds(3600);
    }

    private List<String> standings() {
        return node.database()
                .column("SELECT COALESCE(CAST(success AS varchar(5)), 'none') || ' ' || failures_in_a_row"
                        + " FROM takt_schedule ORDER BY id");
    }
}
