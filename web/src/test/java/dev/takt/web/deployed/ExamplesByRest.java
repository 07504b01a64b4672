package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The four examples of Django-Q's page on schedules, by REST and by SQL. */
interface ExamplesByRest extends Deployed {
    Duration AT_ONCE = Duration.ofSeconds(2);
    Duration BY_POLL = Duration.ofSeconds(10);

    @Test
    default void copysignRunsOnceWithinTwoSecondsAndItsResultKeepsItsFraction() {
        long id = id(admin().schedule("""
                {"func": "math.copysign", "args": [2, -2], "hook": "hooks.printResult", "type": "ONCE", "repeats": 1}"""));

        JsonObject task = admin().endedTasksOf(id, 1, AT_ONCE).get(0);
        assertEquals("SUCCEEDED", task.getString("state"));
        Answer raw = admin().get("tasks?schedule=" + id).expect(200);
        assertTrue(raw.body().replace(" ", "").contains("\"result\":-2.0,"), raw.body());
        assertEquals(1, raw.items().size());
        assertEquals("FINISHED", admin().scheduleNow(id).getString("state"));
    }

    @Test
    default void copysignRunsDaily() {
        JsonObject schedule = admin().schedule("""
                {"func": "math.copysign", "args": [2, -2], "hook": "hooks.printResult", "type": "DAILY"}""");

        assertRanOnceAndGoesOnAfter(schedule, Duration.ofDays(1), "-2.0");
        assertEquals(0, schedule.getJsonArray("warnings").size());
    }

    @Test
    default void aRowMadeInTheTableRunsByTheNextPoll() throws SQLException {
        String insert = "INSERT INTO takt_schedule (name, func, hook, args, schedule_type)"
                + " VALUES ('raw row', 'math.copysign', 'hooks.printResult', '2,-2', 'D')";
        if (isOnPostgresql()) {
            try (Connection connection = DriverManager.getConnection(databaseUrl(), "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute(insert);
            }
        } else { // the file is open in the server, and in nobody else
            admin().call("rows.execute", "[\"" + insert + "\"]");
        }

        JsonObject schedule =
                admin().get("schedules?name=raw%20row").expect(200).items().get(0);
        List<JsonObject> tasks = admin().endedTasksOf(id(schedule), 1, BY_POLL);
        assertEquals("-2.0", tasks.get(0).get("result").toString());
        assertEquals(1, tasks.size());
        assertEquals("ACTIVE", admin().scheduleNow(id(schedule)).getString("state"));
    }

    @Test
    default void sqrtRunsHourlyWithATimeout() {
        JsonObject schedule = admin().schedule("""
                {"func": "math.sqrt", "args": [9], "hook": "hooks.printResult", "timeout": "PT30S", "type": "HOURLY"}""");

        assertEquals("PT30S", schedule.getString("timeout"));
        assertRanOnceAndGoesOnAfter(schedule, Duration.ofHours(1), "3.0");
    }

    @Test
    default void hypotCatchesUpWithAllItsTwentyFourRunsAndIsFinished() {
        Instant first = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        long id = id(admin().schedule(hypot(first)));

        List<JsonObject> tasks = admin().endedTasksOf(id, 24, BY_POLL);
        assertEquals(
                Stream.iterate(first, slot -> slot.plus(5, ChronoUnit.MINUTES))
                        .limit(24)
                        .toList(),
                tasks.stream()
                        .map(task -> Instant.parse(task.getString("slot")))
                        .sorted()
                        .toList());
        for (JsonObject task : tasks) {
            assertEquals("SUCCEEDED", task.getString("state"));
            assertEquals("5.0", task.get("result").toString());
        }
        JsonObject after = admin().scheduleNow(id);
        assertEquals("FINISHED", after.getString("state"));
        assertEquals(0, after.getInt("repeats"));
    }

    @Test
    default void hypotOfTomorrowEveningDoesNotRunBefore() {
        Instant evening = LocalDate.now(ZoneOffset.UTC)
                .plusDays(1)
                .atTime(LocalTime.of(18, 0))
                .toInstant(ZoneOffset.UTC);
        long id = id(admin().schedule(hypot(evening)));
        long later = id(admin().schedule("{\"func\": \"math.sqrt\", \"args\": [16]}"));

        admin().endedTasksOf(later, 1, BY_POLL);
        assertEquals(List.of(), admin().tasksOf(id));
        JsonObject after = admin().scheduleNow(id);
        assertEquals(evening, Instant.parse(after.getString("nextRun")));
        assertEquals(24, after.getInt("repeats"));
        assertEquals("ACTIVE", after.getString("state"));
    }

    private static String hypot(Instant first) {
        return """
                {"func": "math.hypot", "args": [3, 4], "type": "MINUTES", "minutes": 5, "repeats": 24, "nextRun": "%s"}""".formatted(first);
    }

    private void assertRanOnceAndGoesOnAfter(JsonObject schedule, Duration step, String result) {
        List<JsonObject> tasks = admin().endedTasksOf(id(schedule), 1, BY_POLL);
        assertEquals(1, tasks.size());
        assertEquals("SUCCEEDED", tasks.get(0).getString("state"));
        assertEquals(result, tasks.get(0).get("result").toString());
        Instant slot = Instant.parse(schedule.getString("nextRun"));
        assertEquals(slot, Instant.parse(tasks.get(0).getString("slot")));
        JsonObject after = admin().scheduleNow(id(schedule));
        assertEquals(slot.plus(step), Instant.parse(after.getString("nextRun")));
        assertEquals("ACTIVE", after.getString("state"));
    }

    private static long id(JsonObject row) {
        return row.getJsonNumber("id").longValue();
    }
}
