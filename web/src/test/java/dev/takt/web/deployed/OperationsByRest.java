package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators ask for and do by REST beside schedules and tasks. */
interface OperationsByRest extends Deployed {
    @Test
    default void theOverviewTellsWhatIsDueAndStatisticsWhatEnded() {
        JsonObject schedule = admin().schedule(
                        "{\"name\": \"soon due\", \"func\": \"math.sqrt\", \"args\": [9], \"type\": \"HOURLY\"}");
        long id = schedule.getJsonNumber("id").longValue();
        JsonObject overview = Rest.await(
                java.time.Duration.ofSeconds(10),
                () -> admin().get("overview").expect(200).json(),
                seen -> seen.getInt("dueWithinHour") > 0);
        assertFalse(overview.getJsonArray("upcoming").isEmpty());
        Rest.await(
                java.time.Duration.ofSeconds(20),
                () -> admin().get("stats?steps=60").expect(200).items(),
                steps -> steps.size() == 60
                        && steps.stream()
                                        .mapToInt(step -> step.getInt("succeeded"))
                                        .sum()
                                > 0);
        List<JsonObject> functions =
                admin().get("stats/functions?last=1440").expect(200).items();
        assertTrue(functions.stream().anyMatch(one -> one.getString("func").equals("math.sqrt")), functions.toString());
        admin().get("stats?steps=0").expect(400);
        admin().get("stats?step=1440&steps=2").expect(422);
        admin().send("DELETE", "api/v1/schedules/" + id, "").expect(204);
    }

    @Test
    default void aNodeIsDrainedAndClaimsAgain() {
        String node = admin().get("nodes").expect(200).items().get(0).getString("id");
        try {
            assertTrue(admin().post("nodes/" + node + "/drain", "")
                    .expect(200)
                    .json()
                    .getBoolean("draining"));
        } finally {
            assertFalse(admin().post("nodes/" + node + "/resume", "")
                    .expect(200)
                    .json()
                    .getBoolean("draining"));
        }
        Answer missing = admin().post("nodes/7/drain", "").expect(404);
        assertTrue(missing.json().getString("detail").contains("no node 7"), missing.body());
        admin().call("rows.user", "[\"nils\", \"pass of nils\", \"takt-viewer\"]");
        nobody().as("nils", "pass of nils").post("nodes/" + node + "/drain", "").expect(403);
    }

    @Test
    default void aNodeIsToldHowManyTasksToRunAtOnce() {
        JsonObject before = admin().get("nodes").expect(200).items().get(0);
        String workers = "api/v1/nodes/" + before.getString("id") + "/workers";
        try {
            JsonObject after = admin().send("PUT", workers, "{\"workers\": 5, \"transactionalWorkers\": 2}")
                    .expect(200)
                    .json();
            assertEquals(5, after.getInt("workers"));
            assertEquals(2, after.getInt("transactionalWorkers"));
            admin().run("{\"func\": \"math.sqrt\", \"args\": [9]}");

            Answer refused = admin().send("PUT", workers, "{\"workers\": 0, \"threads\": 3}")
                    .expect(400);
            assertTrue(refused.body().contains("expected a whole number from 1 to 1000"), refused.body());
            assertTrue(refused.body().contains("there is no such parameter"), refused.body());
        } finally {
            admin().send(
                            "PUT",
                            workers,
                            "{\"workers\": " + before.getInt("workers") + ", \"transactionalWorkers\": "
                                    + before.getInt("transactionalWorkers") + "}")
                    .expect(200);
        }
        admin().send("PUT", "api/v1/nodes/7/workers", "{\"workers\": 5}").expect(404);
        admin().call("rows.user", "[\"nora\", \"pass of nora\", \"takt-viewer\"]");
        nobody().as("nora", "pass of nora")
                .send("PUT", workers, "{\"workers\": 5}")
                .expect(403);
    }

    @Test
    default void thePageOfNodesTellsANodeTheSame() {
        Rest session = PageSession.loggedIn(nobody(), "admin", "secret");
        JsonObject before = admin().get("nodes").expect(200).items().get(0);
        String page = session.send("GET", "nodes.xhtml", "").expect(200).body();
        assertTrue(page.contains(before.getInt("workers") + " workers"), page);
        Map<String, String> form = PageSession.forms(page).stream()
                .filter(fields -> fields.containsKey("size"))
                .findFirst()
                .orElseThrow();
        try {
            for (String workers : List.of("6", "none")) { // what is no number is refused
                Map<String, String> fields = new HashMap<>(form);
                fields.putAll(Map.of("resize", "yes", "node", before.getString("id"), "workers", workers));
                PageSession.post(session, "nodes.xhtml", fields, Map.of());
                assertEquals(6, admin().get("nodes").expect(200).items().get(0).getInt("workers"));
            }
        } finally {
            admin().send(
                            "PUT",
                            "api/v1/nodes/" + before.getString("id") + "/workers",
                            "{\"workers\": " + before.getInt("workers") + "}")
                    .expect(200);
        }
    }

    @Test
    default void schedulesAreExportedAndComeBackAllOrNone() {
        JsonObject schedule = admin().schedule("""
                {"name": "to export", "func": "math.copysign", "args": [2, -2], "type": "CRON", "cron": "0 3 * * *",
                 "zone": "Europe/Berlin", "timeout": "PT30S"}""");
        JsonObject file = admin().get("export").expect(200).json();
        JsonObject exported = file.getJsonArray("schedules").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("name", "").equals("to export"))
                .findFirst()
                .orElseThrow();
        assertEquals("[2,-2]", exported.getJsonArray("args").toString());
        assertFalse(exported.containsKey("id") || exported.containsKey("hook"), exported.toString());

        String single = "{\"schedules\": [" + exported + "]}";
        admin().post("export", single).expect(409);
        admin().send("DELETE", "api/v1/schedules/" + schedule.getJsonNumber("id"), "")
                .expect(204);
        assertEquals(1, admin().post("export", single).expect(200).json().getInt("created"));
        JsonObject back =
                admin().get("schedules/by-name/to%20export").expect(200).json();
        for (String field : List.of("func", "args", "type", "cron", "zone", "timeout", "nextRun")) {
            assertEquals(schedule.get(field), back.get(field), field);
        }
        admin().send("DELETE", "api/v1/schedules/" + back.getJsonNumber("id"), "")
                .expect(204);
    }

    @Test
    default void aFileWithAnyProblemIsRefusedAsAWholeWithThePlaceOfEach() {
        String file = """
                {"schedules": [{"name": "good one", "func": "math.sqrt", "args": [9]},
                               {"func": "math.sqroot", "args": [9]},
                               {"func": "math.sqrt", "args": ["nine"], "zone": "Mars/Phobos"}]}""";
        JsonArray problems = admin().post("export", file).expect(422).json().getJsonArray("problems");

        assertEquals(
                List.of("schedules[1].func", "schedules[2].args", "schedules[2].zone"),
                problems.getValuesAs(JsonObject.class).stream()
                        .map(problem -> problem.getString("field"))
                        .sorted()
                        .toList());
        admin().get("schedules/by-name/good%20one").expect(404);
        admin().post("export", "{\"schedule\": []}").expect(400);
        admin().post("export", "{\"schedules\": [7]}").expect(400);
    }

    @Test
    default void listsOfTasksAreDownloadedWithTheLoginOfThePages() {
        admin().run("{\"func\": \"math.sqrt\", \"args\": [1764], \"group\": \"to download\"}");
        Rest session = PageSession.loggedIn(nobody(), "admin", "secret");

        String csv = session.send("GET", "download/tasks.csv?group=to%20download&text=42", "")
                .expect(200)
                .body();
        assertTrue(csv.startsWith("id,state,"), csv);
        assertTrue(csv.contains("SUCCEEDED") && csv.contains("42.0"), csv);
        String json = session.send("GET", "download/tasks.json?group=to%20download", "")
                .expect(200)
                .body();
        assertTrue(json.contains("\"result\":42.0"), json);
        assertTrue(session.send("GET", "download/schedules.json", "")
                .expect(200)
                .body()
                .startsWith("{\"schedules\": ["));
        assertEquals(
                400, session.send("GET", "download/tasks.csv?state=RESTING", "").status());
        assertEquals(404, session.send("GET", "download/passwords.csv", "").status());
    }

    @Test
    default void schedulesAreListedInAnyOrderPageByPage() {
        String json =
                "{\"name\": \"sorted %s\", \"func\": \"%s\", \"args\": [9], \"nextRun\": \"2099-01-0%dT00:00:00Z\"}";
        List<Long> made = List.of(
                made(json.formatted("b", "math.sqrt", 1)),
                made(json.formatted("a", "math.ceil", 3)),
                made(json.formatted("c", "math.floor", 2)));
        long b = made.get(0);
        long a = made.get(1);
        long c = made.get(2);
        try {
            assertEquals(List.of(c, a, b), sorted(""));
            assertEquals(List.of(b, a, c), sorted("&sort=id"));
            assertEquals(List.of(a, b, c), sorted("&sort=name"));
            assertEquals(List.of(c, b, a), sorted("&sort=-name"));
            assertEquals(List.of(b, c, a), sorted("&sort=nextRun"));
            assertEquals(List.of(a, c, b), sorted("&sort=-nextRun"));
            assertEquals(List.of(a, c, b), sorted("&sort=func"));
            assertEquals(List.of(b, c, a), sorted("&sort=-func"));
            assertEquals(3, sorted("&sort=-lastRun").size());
        } finally {
            made.forEach(
                    id -> admin().send("DELETE", "api/v1/schedules/" + id, "").expect(204));
        }
    }

    private long made(String json) {
        return admin().schedule(json).getJsonNumber("id").longValue();
    }

    /** In pages of one. */
    private List<Long> sorted(String sort) {
        List<Long> ids = new java.util.ArrayList<>();
        String place = "";
        while (place != null) {
            JsonObject page = admin().get("schedules?name=sorted%20&limit=1" + sort + place)
                    .expect(200)
                    .json();
            page.getJsonArray("items")
                    .getValuesAs(JsonObject.class)
                    .forEach(one -> ids.add(one.getJsonNumber("id").longValue()));
            place = !page.isNull("next")
                    ? "&before=" + page.getJsonNumber("next")
                    : !page.isNull("after")
                            ? "&after="
                                    + java.net.URLEncoder.encode(
                                            page.getString("after"), java.nio.charset.StandardCharsets.UTF_8)
                            : null;
        }
        return ids;
    }

    @Test
    default void tasksAreListedFromEitherEnd() {
        admin().run("{\"func\": \"math.sqrt\", \"args\": [4]}");
        long first = admin().run("{\"func\": \"math.sqrt\", \"args\": [9]}")
                .getJsonNumber("id")
                .longValue();
        long second = admin().run("{\"func\": \"math.sqrt\", \"args\": [16]}")
                .getJsonNumber("id")
                .longValue();
        List<JsonObject> page = admin().get("tasks?sort=id&limit=1&before=" + (first - 1))
                .expect(200)
                .items();
        assertEquals(first, page.get(0).getJsonNumber("id").longValue());
        page = admin().get("tasks?sort=-id&limit=1&before=" + (second + 1))
                .expect(200)
                .items();
        assertEquals(second, page.get(0).getJsonNumber("id").longValue());
    }

    @Test
    default void anUnknownOrderIsRefusedByName() {
        for (String list : List.of("schedules", "tasks")) {
            Answer refused = admin().get(list + "?sort=colour").expect(400);
            JsonObject problem = refused.json().getJsonArray("problems").getJsonObject(0);
            assertEquals("sort", problem.getString("field"));
            assertTrue(problem.getString("message").startsWith("expected one of -id, id"), refused.body());
            assertTrue(problem.getString("message").endsWith("was \"colour\""), refused.body());
        }
        admin().get("schedules?sort=name&after=nowhere").expect(422);
        admin().get("schedules?sort=name&before=7").expect(422);
    }
}
