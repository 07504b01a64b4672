package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** With {@code takt.hide-values} viewers see neither arguments nor results nor what errors say; operators do. */
interface HiddenValues extends UsersOfTheServer {
    /** In arguments, results, messages and stack traces alike. */
    String SECRET = "kept-from-viewers";

    @Test
    default void viewersFindNoValueByRestOnPagesOrInFiles() {
        String schedule = id(admin().schedule("""
                {"name": "discreet", "func": "greetings.greet", "args": ["%1$s"], "group": "discreet", "type": "DAILY"}""".formatted(SECRET)));
        String keywords = id(admin().schedule("""
                {"func": "greetings.greet", "kwargs": {"name": "%s"}, "nextRun": "2099-01-01T00:00:00Z"}""".formatted(SECRET)));
        String succeeded = id(admin().endedTasksOf(Long.parseLong(schedule), 1, Duration.ofSeconds(10))
                .get(0));
        JsonObject failure = admin().run("""
                {"func": "rows.number", "args": ["SELECT %s"], "group": "discreet"}""".formatted(SECRET.replace("-", "_")));
        String failed = id(failure);
        assertTrue(
                failure.get("error").toString().toLowerCase(Locale.ROOT).contains("kept_from_viewers"),
                failure.toString());
        String broken = brokenSchedule();

        List<String> rest = List.of(
                "schedules?limit=500",
                "schedules/" + schedule,
                "schedules/" + keywords,
                "schedules/" + broken,
                "schedules/" + schedule + "/preview",
                "tasks?limit=500",
                "tasks/" + succeeded,
                "tasks/" + failed,
                "groups/discreet",
                "audit?limit=500",
                "overview",
                "export");
        List<String> pages = List.of(
                "dashboard.xhtml",
                "schedules.xhtml",
                "schedule.xhtml?id=" + schedule,
                "schedule.xhtml?id=" + keywords,
                "schedule.xhtml?id=" + broken,
                "tasks.xhtml",
                "task.xhtml?id=" + succeeded,
                "task.xhtml?id=" + failed,
                "audit.xhtml",
                "download/tasks.csv",
                "download/tasks.json",
                "download/schedules.json");

        assertEquals(
                List.of(),
                showing(rest, path -> realm("vala").get(path).expect(200).body()));
        Rest viewer = PageSession.loggedIn(nobody(), "vala", PASSWORD);
        assertEquals(
                List.of(),
                showing(pages, path -> viewer.send("GET", path, "").expect(200).body()));
        assertEquals(403, realm("vala").get("tasks?text=kept").status(), "whoever may look for it may guess it");

        Rest operator = PageSession.loggedIn(nobody(), "olle", PASSWORD);
        List<String> seen =
                showing(rest, path -> realm("olle").get(path).expect(200).body());
        assertTrue(seen.size() >= 9, seen.toString());
        List<String> shown = showing(
                pages, path -> operator.send("GET", path, "").expect(200).body());
        assertTrue(shown.size() >= 11, shown.toString());
        realm("olle").get("tasks?text=kept").expect(200);
    }

    /** Made by SQL, so that nobody has checked it. */
    private String brokenSchedule() {
        admin().call(
                        "rows.execute",
                        "[\"INSERT INTO takt_schedule (name, func, args, schedule_type, cron, next_run) VALUES ('discreet too', 'greetings.greet',"
                                + " '\\\"" + SECRET + "\\\"', 'C', 'whenever', '2020-01-01 00:00:00+00')\"]");
        JsonObject found = Rest.await(
                        Duration.ofSeconds(10),
                        () -> admin().get("schedules?name=discreet%20too").items(),
                        rows -> !rows.isEmpty()
                                && rows.get(0).getString("state").equals("BROKEN"))
                .get(0);
        return id(found);
    }

    private static List<String> showing(List<String> paths, Function<String, String> read) {
        List<String> showing = new ArrayList<>();
        for (String path : paths) {
            String body = read.apply(path).toLowerCase(Locale.ROOT).replace('_', '-');
            if (body.contains(SECRET)) {
                showing.add(
                        path + ": " + body.substring(Math.max(0, body.indexOf(SECRET) - 200), body.indexOf(SECRET)));
            }
        }
        return showing;
    }

    private static String id(JsonObject row) {
        return row.getJsonNumber("id").toString();
    }
}
