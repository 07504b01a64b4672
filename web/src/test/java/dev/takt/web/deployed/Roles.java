package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each role may do by REST. */
interface Roles extends Deployed {
    String LATER = "{\"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}";

    @Test
    default void aViewerReadsAndDoesNothingElse() {
        Rest viewer = user("vera", "takt-viewer");
        JsonObject schedule = admin().schedule(LATER);
        String path = "schedules/" + schedule.getJsonNumber("id");

        for (String read : List.of(
                "schedules",
                path,
                "tasks",
                "functions",
                "hooks",
                "nodes",
                "status",
                "audit",
                "overview",
                "stats",
                "export")) {
            viewer.get(read).expect(200);
        }
        assertMayNotEdit(viewer, path);
        for (String order : List.of("/run", "/pause", "/resume")) {
            assertForbidden(viewer.post(path + order, ""));
        }
        assertUnchanged(schedule);
    }

    @Test
    default void anOperatorRunsPausesAndResumesAndEditsNothing() {
        Rest operator = user("olaf", "takt-operator");
        JsonObject schedule = admin().schedule(LATER);
        String path = "schedules/" + schedule.getJsonNumber("id");

        operator.get(path).expect(200);
        assertMayNotEdit(operator, path);
        assertUnchanged(schedule);
        operator.post(path + "/run", "").expect(201);
        assertEquals(
                "PAUSED", operator.post(path + "/pause", "").expect(200).json().getString("state"));
        assertEquals(
                "ACTIVE", operator.post(path + "/resume", "").expect(200).json().getString("state"));
    }

    @Test
    default void aViewerPreviewsSlotsAndReadsGroups() {
        Rest viewer = user("vivian", "takt-viewer");
        JsonObject schedule = admin().schedule(LATER);
        String path = "schedules/" + schedule.getJsonNumber("id");

        for (String read : List.of(path + "/preview", path + "/missed", "groups/any")) {
            viewer.get(read).expect(200);
        }
        viewer.post("schedules/preview", LATER).expect(200);
        assertUnchanged(schedule);
    }

    @Test
    default void aViewerNeitherDeclaresNorDeletesNorCancelsNorRetries() {
        Rest viewer = user("vito", "takt-viewer");
        String task = finishedTask();

        assertMayNotDeclareOrDelete(viewer, task);
        assertForbidden(viewer.post(task + "/cancel", ""));
        assertForbidden(viewer.post(task + "/retry", ""));
        admin().get(task).expect(200);
    }

    @Test
    default void anOperatorCancelsAndRetriesAndDeletesNothing() {
        Rest operator = user("olga", "takt-operator");
        String task = finishedTask();

        assertMayNotDeclareOrDelete(operator, task);
        operator.post(task + "/cancel", "").expect(200);
        operator.post(task + "/retry", "").expect(201);
    }

    @Test
    default void aDeletedUserIsOutAtTheNextRequest() {
        Rest leaver = user("lena", "takt-admin");
        leaver.get("schedules").expect(200);

        admin().call("rows.execute", "[\"DELETE FROM takt_user WHERE name = 'lena'\"]");

        leaver.get("schedules").expect(401);
    }

    private Rest user(String name, String role) {
        admin().call("rows.user", "[\"%s\", \"pass of %s\", \"%s\"]".formatted(name, name, role));
        return nobody().as(name, "pass of " + name);
    }

    private static void assertMayNotEdit(Rest user, String path) {
        assertForbidden(user.post("schedules", LATER));
        assertForbidden(user.post("tasks", "{\"func\": \"math.sqrt\", \"args\": [9]}"));
        assertForbidden(user.send("PUT", "api/v1/" + path, LATER));
        assertForbidden(user.send("DELETE", "api/v1/" + path, ""));
    }

    private static void assertMayNotDeclareOrDelete(Rest user, String task) {
        assertForbidden(user.send("PUT", "api/v1/schedules/by-name/declared", LATER));
        assertForbidden(user.send("DELETE", "api/v1/groups/any", ""));
        assertForbidden(user.send("DELETE", "api/v1/" + task, ""));
    }

    private String finishedTask() {
        return "tasks/"
                + admin().run("{\"func\": \"math.sqrt\", \"args\": [9], \"group\": \"any\"}")
                        .get("id");
    }

    private static void assertForbidden(Answer answer) {
        assertEquals(403, answer.status(), answer.body());
        assertEquals("application/problem+json", answer.header("Content-Type").split(";", 2)[0]);
        assertTrue(answer.json().getString("detail").contains("role"), answer.body());
    }

    private void assertUnchanged(JsonObject schedule) {
        long id = schedule.getJsonNumber("id").longValue();
        JsonObject now = admin().scheduleNow(id);
        assertEquals(schedule.get("version"), now.get("version"));
        assertEquals(schedule.get("state"), now.get("state"));
        assertEquals(List.of(), admin().tasksOf(id));
    }
}
