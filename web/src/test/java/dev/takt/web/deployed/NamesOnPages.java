package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pages say the names of what the database knows by numbers. */
interface NamesOnPages extends Deployed {
    @Test
    default void tasksAreFoundByTheNameOfTheirSchedule() {
        String schedule = ranOnce("found by name");
        String task = taskOf(schedule);
        String link = "task.xhtml?id=" + task + "\"";

        assertTrue(page("tasks.xhtml?part=list&schedule=found%20by%20name").contains(link));
        assertTrue(page("tasks.xhtml?part=list&schedule=" + schedule).contains(link));
        String nothing = page("tasks.xhtml?part=list&schedule=there%20is%20none");
        assertTrue(nothing.contains("No task fits this filter") && !nothing.contains("<table"), nothing);
        delete(schedule);
    }

    @Test
    default void aTaskNamesItsScheduleAndItsNode() {
        String schedule = ranOnce("named by its task");
        String address = "task.xhtml?part=list&id=" + taskOf(schedule);
        String node = admin().get("nodes").items().get(0).getString("name");

        String page = page(address);
        assertTrue(
                page.matches("(?s).*<a href=\"[^\"]*schedule.xhtml\\?id=" + schedule + "\">named by its task</a>.*"),
                page);
        assertTrue(page.contains(node + " ("), page);

        delete(schedule);
        page = page(address);
        assertTrue(page.contains(">" + schedule + ", which is gone</a>"), page);
        assertFalse(page.contains("schedule.xhtml"), page);
    }

    @Test
    default void tasksOfANodeAreChosenByItsName() {
        String node = admin().get("nodes").items().get(0).getString("name");

        String page = page("tasks.xhtml");
        assertTrue(
                page.matches(
                        "(?s).*<select id=\"node\".*<option value=\"\\d+\">\\Q" + node + "\\E \\(\\d+\\)</option>.*"),
                page);
    }

    @Test
    default void settingsSayLengthsOfTimeInWords() {
        String page = page("settings.xhtml");
        assertTrue(page.matches("(?s).*PT720H</code><span class=\"why\">30 d</span>.*"), page);
    }

    private String ranOnce(String name) {
        String id = admin().schedule("{\"name\": \"" + name
                        + "\", \"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}")
                .get("id")
                .toString();
        admin().post("schedules/" + id + "/run", "").expect(201);
        return id;
    }

    private String taskOf(String schedule) {
        return admin().endedTasksOf(Long.parseLong(schedule), 1, Duration.ofSeconds(10))
                .get(0)
                .get("id")
                .toString();
    }

    private void delete(String schedule) {
        admin().send("DELETE", "api/v1/schedules/" + schedule, "").expect(204);
    }

    private String page(String path) {
        return PageSession.loggedIn(nobody(), "admin", "secret")
                .send("GET", path, "")
                .expect(200)
                .body();
    }
}
