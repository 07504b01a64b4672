package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong is refused by its name, and leaves nothing behind. */
interface BadInput extends Deployed {
    @Test
    default void anUnknownFunctionIsRefusedWithTheNearestName() {
        assertTrue(refused(422, "func", "{\"func\": \"math.copysing\", \"args\": [2, -2]}")
                .contains("did you mean math.copysign?"));
    }

    @Test
    default void aMissingFunctionIsRefused() {
        refused(422, "func", "{\"type\": \"DAILY\"}");
    }

    @Test
    default void argumentsThatDoNotFitAreRefused() {
        refused(422, "args", "{\"func\": \"math.copysign\", \"args\": [2]}");
        refused(422, "args", "{\"func\": \"math.sqrt\", \"args\": [9, 9]}");
        refused(422, "args", "{\"func\": \"math.sqrt\", \"args\": [\"nine\"]}");
        refused(422, "args", "{\"func\": \"cards.write\", \"args\": [\"ops\", \"TEPID\", \"2027-01-01\"]}");
        refused(422, "args", "{\"func\": \"cards.write\", \"args\": [\"ops\", \"COOL\", \"2027-02-30\"]}");
        refused(422, "kwargs", "{\"func\": \"greetings.greet\", \"kwargs\": {\"name\": \"Ada\", \"nick\": \"A\"}}");
    }

    @Test
    default void timingThatMakesNoSenseIsRefused() {
        refused(422, "type", "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"DAYLY\"}");
        refused(422, "minutes", "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"MINUTES\"}");
        refused(422, "minutes", "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"MINUTES\", \"minutes\": 0}");
        refused(422, "nextRun", "{\"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"tomorrow\"}");
        refused(422, "cron", "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"CRON\", \"cron\": \"61 * * * *\"}");
        refused(422, "zone", "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"DAILY\", \"zone\": \"Mars/Base\"}");
        refused(422, "timeout", "{\"func\": \"math.sqrt\", \"args\": [9], \"timeout\": \"half a minute\"}");
    }

    @Test
    default void anUnknownFieldIsRefusedWithTheNearestOne() {
        assertTrue(refused(
                        422,
                        "nextrun",
                        "{\"func\": \"math.sqrt\", \"args\": [9], \"nextrun\": \"2099-01-01T00:00:00Z\"}")
                .contains("nextRun"));
    }

    @Test
    default void allProblemsAreToldAtOnce() {
        String json = "{\"func\": \"math.copysing\", \"type\": \"MINUTES\", \"timeout\": 7}";
        refused(422, "func", json);
        refused(422, "minutes", json);
        refused(422, "timeout", json);
    }

    @Test
    default void aNameThatIsTakenIsAConflict() {
        admin().schedule("{\"func\": \"math.sqrt\", \"args\": [9], \"name\": \"only one\", \"type\": \"DAILY\"}");

        refused(409, "name", "{\"func\": \"math.sqrt\", \"args\": [16], \"name\": \"only one\", \"type\": \"DAILY\"}");
    }

    @Test
    default void aBodyThatIsNoJsonObjectIsRefused() {
        refused(400, "body", "{\"func\": ");
        refused(400, "body", "[1, 2]");
        refused(400, "body", "func=math.sqrt");
    }

    @Test
    default void aTaskThatDoesNotFitIsRefused() {
        List<JsonObject> before = tasks("math.floor");
        assertNames("func", asProblem(422, admin().post("tasks", "{\"func\": \"math.squirt\"}")));
        assertNames("args", asProblem(422, admin().post("tasks", "{\"func\": \"math.floor\", \"args\": [true]}")));
        assertNames(
                "cron",
                asProblem(
                        422,
                        admin().post("tasks", "{\"func\": \"math.floor\", \"args\": [1], \"cron\": \"* * * * *\"}")));
        assertEquals(before.size(), tasks("math.floor").size());
    }

    @Test
    default void aQueryThatIsWrongIsRefused() {
        assertNames("limit", asProblem(400, admin().get("tasks?limit=0")));
        assertNames("state", asProblem(400, admin().get("tasks?state=DONE")));
        assertNames("colour", asProblem(400, admin().get("schedules?colour=red")));
        asProblem(404, admin().get("schedules/999999999"));
        asProblem(404, admin().get("schedules/one"));
        asProblem(404, admin().get("nothing"));
    }

    @Test
    default void aNumberOutOfItsRangeIsRefused() {
        String later = "{\"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}";
        for (String n : List.of("0", "501", "-1", "ten", "")) {
            assertNames("n", asProblem(400, admin().get("schedules/1/preview?n=" + n)));
            assertNames("n", asProblem(400, admin().post("schedules/preview?n=" + n, later)));
        }
        assertNames("limit", asProblem(400, admin().get("groups/any?limit=501")));
        assertNames("limit", asProblem(400, admin().get("groups/any?limit=0")));
        assertNames("state", asProblem(400, admin().get("groups/any?state=FAILED")));
    }

    @Test
    default void aPreviewIsCheckedLikeASchedule() {
        Answer answer = asProblem(422, admin().post("schedules/preview", """
                {"func": "math.squirt", "type": "DAYLY", "overlap": "MAYBE", "overlp": "WAIT"}"""));

        for (String field : List.of("func", "type", "overlap", "overlp")) {
            assertNames(field, answer);
        }
        asProblem(400, admin().post("schedules/preview", "[1, 2]"));
    }

    @Test
    default void whatIsNotThereIsNotFound() {
        for (String path : List.of(
                "schedules/999999999/preview",
                "schedules/999999999/missed",
                "schedules/one/preview",
                "schedules/by-name/nobody",
                "groups/")) {
            asProblem(404, admin().get(path));
        }
        asProblem(404, admin().send("DELETE", "api/v1/tasks/999999999", ""));
    }

    /** Posts a schedule that must be refused for this field, and gives back what is said about it. */
    private String refused(int status, String field, String json) {
        List<Object> before = schedules();
        String message = assertNames(field, asProblem(status, admin().post("schedules", json)));
        assertEquals(before, schedules());
        return message;
    }

    private static Answer asProblem(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertEquals("application/problem+json", answer.header("Content-Type").split(";", 2)[0]);
        assertEquals(status, answer.json().getInt("status"));
        assertFalse(answer.body().contains("at dev.takt"), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        return answer;
    }

    private static String assertNames(String field, Answer answer) {
        return answer.json().getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                .filter(problem -> problem.getString("field").startsWith(field))
                .map(problem -> problem.getString("message"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(field + " is not named: " + answer.body()));
    }

    private List<Object> schedules() {
        return admin().get("schedules?limit=500").expect(200).items().stream()
                .<Object>map(schedule -> schedule.get("id"))
                .toList();
    }

    private List<JsonObject> tasks(String func) {
        return admin().get("tasks?limit=500&func=" + func).expect(200).items();
    }
}
