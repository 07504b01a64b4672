package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same four through a {@code Scheduler} injected in a bean of the application, which runs as a function. */
interface ExamplesByScheduler extends Deployed {
    @Test
    default void theFourExamplesRunWhenABeanSchedulesThem() {
        Instant first = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        List<Long> ids = admin().call("examples.schedule", "[\"" + first + "\"]").asJsonArray().stream()
                .map(id -> ((JsonNumber) id).longValue())
                .toList();

        assertRuns(ids.get(0), 1, "-2.0", "FINISHED");
        assertRuns(ids.get(1), 1, "-2.0", "ACTIVE");
        assertRuns(ids.get(2), 1, "3.0", "ACTIVE");
        assertRuns(ids.get(3), 24, "5.0", "FINISHED");
        assertEquals("PT30S", admin().scheduleNow(ids.get(2)).getString("timeout"));
    }

    @Test
    default void aBeanRunsAFunctionAtOnceAndFetchesItsResult() {
        assertEquals("7.0", admin().call("examples.rootOf", "[49]").toString());
    }

    @Test
    default void aScheduleMadeWhenTheSchedulerIsUpIsThere() {
        JsonObject schedule =
                admin().get("schedules?name=at%20start").expect(200).items().get(0);

        long id = schedule.getJsonNumber("id").longValue();
        JsonObject task = admin().endedTasksOf(id, 1, Duration.ofSeconds(10)).get(0);
        assertEquals("Hello, early bird", task.getString("result"));
    }

    private void assertRuns(long schedule, int times, String result, String stateAfter) {
        List<JsonObject> tasks = admin().endedTasksOf(schedule, times, Duration.ofSeconds(10));
        assertEquals(times, tasks.size());
        for (JsonObject task : tasks) {
            assertEquals("SUCCEEDED", task.getString("state"));
            assertEquals(result, task.get("result").toString());
        }
        assertEquals(stateAfter, admin().scheduleNow(schedule).getString("state"));
    }
}
