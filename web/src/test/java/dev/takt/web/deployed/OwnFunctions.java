package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Functions and hooks of an application beside Takt. */
interface OwnFunctions extends Deployed {
    @Test
    default void theServerIsOnTheDatabaseOfThisRun() {
        String database = admin().get("status").expect(200).json().getString("database");

        assertTrue(database.startsWith(isOnPostgresql() ? "PostgreSQL" : "H2"), database);
    }

    @Test
    default void aFunctionTakesItsArgumentsByPosition() {
        assertEquals(
                "\"Hello, J\u00f6rg\"",
                admin().call("greetings.greet", "[\"J\u00f6rg\"]").toString());
        assertEquals(
                "\"ops COOL 2027-03-01\"",
                admin().call("cards.write", "[\"ops\", \"COOL\", \"2027-02-28\"]")
                        .toString());
    }

    @Test
    default void aFunctionTakesItsArgumentsByName() {
        JsonObject greeting = admin().run("{\"func\": \"greetings.greet\", \"kwargs\": {\"name\": \"Ada\"}}");
        JsonObject card = admin().run("""
                {"func": "cards.write", "args": ["ops"], "kwargs": {"day": "2026-12-31", "tone": "WARM"}}""");
        JsonObject named = admin().run("""
                {"func": "cards.write", "kwargs": {"day": "2026-12-31", "to": "all", "tone": "WARM"}}""");

        assertEquals("Hello, Ada", greeting.getString("result"));
        assertEquals("ops WARM 2027-01-01", card.getString("result"));
        assertEquals("all WARM 2027-01-01", named.getString("result"));
    }

    @Test
    default void aFunctionIsListedWithItsSignature() {
        JsonObject function = admin().get("functions").expect(200).items().stream()
                .filter(any -> any.getString("name").equals("greetings.greet"))
                .findFirst()
                .orElseThrow();

        assertEquals("greets", function.getString("description"));
        assertTrue(function.getString("signature").contains("name"), function.toString());
    }

    @Test
    default void aHookHearsOfExactlyItsTasksAndAnUnqualifiedObserverOfAll() {
        long greeted = id(admin().run("""
                {"func": "greetings.greet", "args": ["you"], "hook": "greetings.heard"}"""));
        long failed = id(admin().run("{\"func\": \"greetings.fail\", \"hook\": \"greetings.heard\"}"));
        long ofOtherHook = id(admin().run("""
                {"func": "math.sqrt", "args": [4], "hook": "hooks.printResult"}"""));
        long ofNoHook = id(admin().run("{\"func\": \"greetings.greet\", \"args\": [\"me\"]}"));

        List<Long> all = heardWith("heard.byAll", Set.of(greeted, failed, ofOtherHook, ofNoHook));
        assertEquals(all.stream().distinct().toList(), all);
        List<Long> hooked = heardWith("heard.byHook", Set.of(greeted, failed));
        assertEquals(List.of(greeted, failed), hooked.stream().sorted().toList());
    }

    @Test
    default void aFailureIsKeptWithItsTypeAndMessage() {
        JsonObject task = admin().run("{\"func\": \"greetings.fail\"}");

        assertEquals("FAILED", task.getString("state"));
        JsonObject error = task.getJsonObject("error");
        assertEquals("java.lang.IllegalStateException", error.getString("type"));
        assertEquals("no greeting today", error.getString("message"));
        assertTrue(error.getString("stack").contains("Greetings.fail"), error.toString());
    }

    @Test
    default void aFunctionDeclaresItsScheduleAndLearnsWhatRunsIt() {
        JsonObject declared = admin().get("schedules?name=close%20the%20books")
                .expect(200)
                .items()
                .get(0);
        assertEquals("0 3 * * *", declared.getString("cron"));
        assertEquals("ledger.close", declared.getString("func"));

        assertEquals(201, admin().post("schedules/" + id(declared) + "/run", "").status());
        JsonObject task =
                admin().endedTasksOf(id(declared), 1, Duration.ofSeconds(10)).get(0);
        assertEquals("close the books, attempt 1, in Europe/Paris, until a deadline", task.getString("result"));
    }

    private List<Long> heardWith(String function, Set<Long> wanted) {
        return Rest.await(
                Duration.ofSeconds(10),
                () -> admin().call(function, "[]").asJsonArray().stream()
                        .map(id -> ((JsonNumber) id).longValue())
                        .collect(Collectors.toList()),
                heard -> heard.containsAll(wanted));
    }

    private static long id(JsonObject row) {
        return row.getJsonNumber("id").longValue();
    }
}
