package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Schedule;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Somebody edits a schedule, again and again, while it runs every second. */
@OnSetups({Setup.POSTGRESQL_ECLIPSELINK, Setup.POSTGRESQL_HIBERNATE})
class EditsBesideRunsTest {
    private static final int EDITS = 1000;

    private final Setup setup;

    EditsBesideRunsTest(Setup setup) {
        this.setup = setup;
    }

    @Test
    void aThousandEditsOfTheHookLoseNoSlotAndRunNoneTwice() {
        try (TaktNode node = TaktNode.on(setup).start()) {
            Schedule first = node.scheduler()
                    .schedule(call("math.sqrt", 9).every(Duration.ofSeconds(1)).hook("hooks.0"));
            CompletableFuture<Void> edits = CompletableFuture.runAsync(() -> edit(node, first.id()));
            while (!edits.isDone()) {
                node.advanceDatabase(Duration.ofSeconds(1));
                node.poll();
            }
            edits.join();
            node.poll();

            Schedule last = node.scheduler().find(first.id()).orElseThrow();
            long slots = Duration.between(first.nextRun(), last.nextRun()).toSeconds();
            assertTrue(slots > 50, "there were runs beside the edits: " + slots);
            assertEquals("hooks." + EDITS, last.hook());
            assertEquals(EDITS, last.version() - first.version());
            assertEquals(-1 - slots, last.repeats());
            assertEquals(expected(first.nextRun(), slots), ran(node, first.id()));
            assertEquals(0, node.database().count("SELECT count(*) FROM takt_task WHERE state <> 'SUCCEEDED'"));
        }
    }

    /** Every other edit sends back everything that was read, as a form does; the rest name only what they change. */
    private static void edit(TaktNode node, long id) {
        for (int i = 1; i <= EDITS; i++) {
            Call edit = call("math.sqrt", 9).every(Duration.ofSeconds(1)).hook("hooks." + i);
            if (i % 2 == 0) {
                Schedule read = node.scheduler().find(id).orElseThrow();
                edit = edit.nextRun(read.nextRun())
                        .repeats(read.repeats())
                        .set("version", Json.createValue(read.version()));
            }
            node.scheduler().update(id, edit);
        }
    }

    private static List<Instant> expected(Instant first, long slots) {
        return java.util.stream.LongStream.range(0, slots)
                .mapToObj(first::plusSeconds)
                .toList();
    }

    private static List<Instant> ran(TaktNode node, long schedule) {
        return node
                .database()
                .column("SELECT to_char(planned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " FROM takt_task WHERE schedule_id = " + schedule + " ORDER BY planned_at")
                .stream()
                .map(Instant::parse)
                .toList();
    }
}
