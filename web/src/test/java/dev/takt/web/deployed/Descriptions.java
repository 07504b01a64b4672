package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** REST is as its description says, and edits by version do not overwrite each other. */
interface Descriptions extends Deployed {
    @Test
    default void theDescriptionNamesEveryEndpointAndNoOther() {
        JsonObject paths = description().getJsonObject("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, methods) -> methods.asJsonObject()
                .keySet()
                .forEach(method -> described.add(
                        method.toUpperCase(Locale.ROOT) + " /api/v1" + path.replaceAll("\\{[^}]*}", "1"))));

        Set<String> there = Endpoint.in(Archives.takt()).stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(there, described);
    }

    @Test
    default void schedulesAndTasksHaveTheFieldsThatAreDescribed() {
        JsonObject schemas = description().getJsonObject("components").getJsonObject("schemas");
        JsonObject schedule =
                admin().schedule("{\"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}");
        JsonObject task = admin().run("{\"func\": \"math.sqrt\", \"args\": [9]}");

        assertEquals(fieldsOf(schemas, "Schedule"), new TreeSet<>(schedule.keySet()));
        assertEquals(fieldsOf(schemas, "Task"), new TreeSet<>(task.keySet()));
        assertEquals(
                fieldsOf(schemas, "Overview"),
                new TreeSet<>(admin().get("overview").expect(200).json().keySet()));
        assertEquals(
                fieldsOf(schemas, "Node"),
                new TreeSet<>(admin().get("nodes").expect(200).items().get(0).keySet()));
    }

    @Test
    default void anEditOfAnOldVersionIsRefusedByItsTag() {
        JsonObject schedule = admin().schedule(
                        "{\"name\": \"tagged\", \"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}");
        String path = "schedules/" + schedule.get("id");
        String tag = admin().get(path).expect(200).header("ETag");
        String edit = "{\"name\": \"tagged\", \"func\": \"math.sqrt\", \"args\": [16]}";

        Answer first = put(path, tag, edit);
        assertEquals(200, first.status(), first.body());
        Answer second = put(path, tag, edit.replace("16", "25"));
        assertEquals(412, second.status(), second.body());
        assertEquals("[16]", admin().get(path).json().getJsonArray("args").toString());
        assertEquals(
                200, put(path, first.header("ETag"), edit.replace("16", "25")).status());
        assertEquals(200, put(path, "*", edit).status());
        JsonObject other = admin().schedule(
                        "{\"name\": \"taken\", \"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}");
        assertEquals(
                409, put(path, "*", edit.replace("tagged", "taken")).status(), "a clash of names is none of versions");
        admin().send("DELETE", "api/v1/schedules/" + other.get("id"), "").expect(204);
        Answer malformed = put(path, "newest", edit);
        assertEquals(400, malformed.status());
        assertTrue(malformed.body().contains("If-Match"), malformed.body());
        admin().send("DELETE", "api/v1/" + path, "").expect(204);
    }

    private JsonObject description() {
        return admin().get("openapi.json").expect(200).json();
    }

    private static Set<String> fieldsOf(JsonObject schemas, String schema) {
        return new TreeSet<>(
                schemas.getJsonObject(schema).getJsonObject("properties").keySet());
    }

    private Answer put(String path, String tag, String json) {
        Rest admin = admin();
        return admin.send(HttpRequest.newBuilder(admin.application().resolve("api/v1/" + path))
                .header("Authorization", admin.authorization())
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(json))
                .build());
    }
}
