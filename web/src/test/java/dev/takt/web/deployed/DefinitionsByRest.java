package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Definitions that are read and sent back, and those that are declared by name. */
interface DefinitionsByRest extends Deployed {
    @Test
    default void whatWasReadCanBeSentBackUnchanged() {
        JsonObject read = admin().schedule("""
                {"func": "greetings.greet", "args": ["you"], "hook": "greetings.heard", "type": "WEEKLY",
                 "nextRun": "2099-01-01T00:00:00Z", "overlap": "WAIT", "jitter": "PT5M", "successWithin": "P8D",
                 "failingAfter": 2, "save": false, "maxLateness": "PT1H", "priority": "LOW", "repeats": 5}""");
        assertEquals("WAIT", read.getString("overlap"));
        assertEquals("PT192H", read.getString("successWithin"));
        assertEquals(2, read.getInt("failingAfter"));

        JsonObject after =
                put("schedules/" + id(read), read.toString()).expect(200).json();

        assertEquals(Set.of("version", "updatedAt", "updatedBy"), differences(read, after));
    }

    @Test
    default void misspeltFieldsAreRefusedWithTheNearestOnesAllAtOnce() {
        Answer refusal = admin().post("schedules", """
                {"func": "math.sqrt", "args": [9], "overlp": "WAIT", "jiter": "PT5M", "succesWithin": "P8D",
                 "failingafter": 2, "sav": false, "intendeddatekwarg": "day"}""").expect(422);

        assertEquals(6, problems(refusal).size(), refusal.body());
        for (String field :
                List.of("overlap", "jitter", "successWithin", "failingAfter", "save", "intendedDateKwarg")) {
            assertTrue(refusal.body().contains("did you mean " + field), field + ": " + refusal.body());
        }
    }

    @Test
    default void valuesThatMakeNoSenseAreRefusedAllAtOnce() {
        Answer refusal = admin().post("schedules", """
                {"func": "math.sqrt", "args": [9], "overlap": "MAYBE", "jitter": "P2D", "successWithin": "PT0S",
                 "failingAfter": 0, "save": "yes", "intendedDateKwarg": "day"}""").expect(422);

        assertEquals(
                Set.of("overlap", "jitter", "successWithin", "failingAfter", "save", "intendedDateKwarg"),
                problems(refusal),
                refusal.body());
        assertTrue(refusal.body().contains("ALLOW, SKIP, WAIT"), refusal.body());
    }

    @Test
    default void aDeclarationMakesAScheduleAndLaterChangesOnlyWhatItDeclaresDifferently() {
        String path = "schedules/by-name/closing/of%20books";
        String first = """
                {"func": "math.sqrt", "args": [9], "type": "CRON", "cron": "0 3 * * *", "priority": "LOW"}""";
        JsonObject made = put(path, first).expect(200).json();
        assertEquals("closing/of books", made.getString("name"));
        String byHand = made.toString().replace("\"LOW\"", "\"HIGH\"");
        put("schedules/" + id(made), byHand).expect(200);
        admin().post("schedules/" + id(made) + "/pause", "").expect(200);

        JsonObject same = put(path, first).expect(200).json();
        JsonObject later = put(path, first.replace("0 3", "0 4")).expect(200).json();

        assertEquals(id(made), id(same));
        assertEquals("HIGH", same.getString("priority"));
        assertTrue(same.getJsonArray("warnings").toString().contains("priority"), same.toString());
        assertEquals("0 4 * * *", later.getString("cron"));
        assertEquals("HIGH", later.getString("priority"));
        assertTrue(later.getBoolean("paused"));
        assertEquals(id(made), id(admin().get(path).expect(200).json()));
    }

    @Test
    default void aDeclarationThatIsWrongStoresNothing() {
        String path = "schedules/by-name/wrongly-declared";

        assertEquals(Set.of("func", "overlp"), problems(put(path, "{\"func\": \"math.squirt\", \"overlp\": 1}")));
        assertEquals(Set.of("name"), problems(put(path, "{\"func\": \"math.sqrt\", \"args\": [9], \"name\": \"b\"}")));
        put(path, "[]").expect(400);
        admin().get(path).expect(404);
        admin().get("schedules/by-name/b").expect(404);
    }

    private static Set<String> problems(Answer refusal) {
        Set<String> fields = new HashSet<>();
        refusal.expect(422).json().getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.getString("field"))
                .forEach(fields::add);
        return fields;
    }

    private static Set<String> differences(JsonObject before, JsonObject after) {
        Set<String> fields = new HashSet<>(after.keySet());
        fields.removeIf(field -> after.get(field).equals(before.get(field)));
        return fields;
    }

    private Answer put(String path, String json) {
        return admin().send("PUT", "api/v1/" + path, json);
    }

    private static long id(JsonObject row) {
        return row.getJsonNumber("id").longValue();
    }
}
