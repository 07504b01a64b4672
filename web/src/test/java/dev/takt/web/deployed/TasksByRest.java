package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks by group, and what can be done to a task, by REST. */
interface TasksByRest extends Deployed {
    Duration WITHIN = Duration.ofSeconds(10);

    @Test
    default void aGroupTellsItsNumbersItsResultsAndItsTasks() {
        for (int square : List.of(4, 9, 16)) {
            admin().run("{\"func\": \"math.sqrt\", \"args\": [" + square + "], \"group\": \"roots/of squares\"}");
        }
        admin().run("{\"func\": \"greetings.fail\", \"group\": \"roots/of squares\"}");

        JsonObject group = admin().get("groups/roots/of%20squares").expect(200).json();

        assertEquals("roots/of squares", group.getString("group"));
        assertEquals(
                "{\"WAITING\":0,\"CLAIMED\":0,\"SUCCEEDED\":3,\"FAILED\":1,\"CANCELLED\":0,\"SKIPPED\":0}",
                group.getJsonObject("counts").toString());
        assertEquals("[4.0,3.0,2.0]", group.getJsonArray("results").toString());
        assertEquals(4, group.getJsonArray("items").size());
    }

    @Test
    default void aGroupIsReadPageByPage() {
        for (int square : List.of(4, 9)) {
            admin().run("{\"func\": \"math.sqrt\", \"args\": [" + square + "], \"group\": \"pages\"}");
        }

        JsonObject newest = admin().get("groups/pages?limit=1").expect(200).json();
        JsonObject older = admin().get("groups/pages?limit=1&before=" + newest.get("next"))
                .expect(200)
                .json();

        assertEquals("[3.0]", newest.getJsonArray("results").toString());
        assertEquals("[2.0]", older.getJsonArray("results").toString());
        assertTrue(older.isNull("next"));
    }

    @Test
    default void aGroupLosesItsFinishedTasks() {
        admin().run("{\"func\": \"math.sqrt\", \"args\": [4], \"group\": \"to go\"}");
        long waiting = waiting("to go");

        assertEquals(
                1,
                admin().send("DELETE", "api/v1/groups/to%20go", "")
                        .expect(200)
                        .json()
                        .getInt("deleted"));

        assertEquals(
                List.of(waiting), ids(admin().get("groups/to%20go").expect(200).items()));
        assertEquals(
                0,
                admin().send("DELETE", "api/v1/groups/nobody", "")
                        .expect(200)
                        .json()
                        .getInt("deleted"));
    }

    @Test
    default void aFinishedTaskCanBeDeletedAndNoOther() {
        long finished = id(admin().run("{\"func\": \"math.sqrt\", \"args\": [4]}"));
        long waiting = waiting("not to go");

        Answer deleted = Rest.await(WITHIN, () -> delete(finished), answer -> answer.status() != 409); // its hook
        assertEquals("", deleted.expect(204).body());
        delete(finished).expect(404);
        assertTrue(delete(waiting).expect(409).body().contains("cancel it first"));
        admin().get("tasks/" + waiting).expect(200);
    }

    @Test
    default void aTaskThatWaitsIsCancelledAtOnceAndStaysSo() {
        long id = waiting("to be cancelled");

        JsonObject cancelled =
                admin().post("tasks/" + id + "/cancel", "").expect(200).json();

        assertEquals("CANCELLED", cancelled.getString("state"));
        assertEquals("cancelled by admin", cancelled.getJsonObject("error").getString("message"));
        assertEquals(
                cancelled,
                admin().post("tasks/" + id + "/cancel", "").expect(200).json());
    }

    @Test
    default void aRunningTaskIsInterrupted() {
        long id = id(admin().post("tasks", "{\"func\": \"patience.endure\"}")
                .expect(201)
                .json());
        Rest.await(WITHIN, () -> stateOf(id), "RUNNING"::equals);

        admin().post("tasks/" + id + "/cancel", "").expect(200);

        Rest.await(WITHIN, () -> stateOf(id), "CANCELLED"::equals);
    }

    @Test
    default void aFinishedTaskRunsAgainAsANewOne() {
        JsonObject old = admin().run("{\"func\": \"math.sqrt\", \"args\": [25]}");

        Answer created = admin().post("tasks/" + id(old) + "/retry", "").expect(201);

        long id = id(created.json());
        assertNotEquals(id(old), id);
        assertTrue(created.header("Location").endsWith("/api/v1/tasks/" + id), created.header("Location"));
        JsonObject ended =
                Rest.await(WITHIN, () -> admin().get("tasks/" + id).expect(200).json(), Rest::hasEnded);
        assertEquals("5.0", ended.get("result").toString());
        assertEquals(id(old), ended.getJsonNumber("retryOf").longValue());
        assertEquals(old, admin().get("tasks/" + id(old)).expect(200).json());
    }

    @Test
    default void whatHasNotEndedIsNotRunAgain() {
        String refusal = admin().post("tasks/" + waiting("not again") + "/retry", "")
                .expect(409)
                .body();

        assertTrue(refusal.contains("has not finished"), refusal);
    }

    @Test
    default void aTaskThatIsNotThereIsSaidNotToBeThere() {
        for (String path : List.of("tasks/999999999/cancel", "tasks/999999999/retry", "tasks/one/cancel")) {
            Answer answer = admin().post(path, "").expect(404);
            assertEquals(404, answer.json().getInt("status"), answer.body());
        }
    }

    /** No node of this run is of that cluster, so nobody takes it. */
    private long waiting(String group) {
        return id(admin().post("tasks", """
                        {"func": "math.sqrt", "args": [9], "cluster": "far away", "group": "%s"}""".formatted(group)).expect(201).json());
    }

    private String stateOf(long task) {
        return admin().get("tasks/" + task).expect(200).json().getString("state");
    }

    private int deletedOf(String group) {
        return admin().send("DELETE", "api/v1/groups/" + group, "")
                .expect(200)
                .json()
                .getInt("deleted");
    }

    private Answer delete(long task) {
        return admin().send("DELETE", "api/v1/tasks/" + task, "");
    }

    private static List<Long> ids(List<JsonObject> rows) {
        return rows.stream().map(TasksByRest::id).toList();
    }

    private static long id(JsonObject row) {
        return row.getJsonNumber("id").longValue();
    }
}
