package dev.takt.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.Call;
import dev.takt.api.DefaultSchedule;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** From {@link DefaultSchedule} to fields; the methods below carry the annotations. */
class DeclaredTest {
    @Test
    void eachElementIsAField() {
        assertEquals(json("""
                {"func": "f", "args": "all, 7", "type": "MONTHLY", "every": "PT5M", "cron": "0 3 * * *",
                "zone": "Europe/Paris", "nextRun": "2027-01-01T00:00:00Z", "until": "2028-01-01T00:00:00Z",
                "kwargs": "{}", "hook": "hooks.printResult", "group": "books", "overlap": "WAIT",
                "maxLateness": "PT1H", "jitter": "PT1M", "successWithin": "PT2H", "timeout": "PT3H",
                "retryDelay": "PT4S", "priority": "LOW", "cluster": "night", "intendedDateKwarg": "day",
                "minutes": 5, "keepDay": 31, "maxAttempts": 3, "repeats": 12, "catchUp": false,
                "save": false, "paused": true}
                """), fieldsOf("everything"));
    }

    @Test
    void whatIsLeftOutIsNoField() {
        assertEquals(Call.call("f").fields(), fieldsOf("nothing"));
    }

    @Test
    void theTypeFollowsFromWhatIsGiven() {
        assertEquals("CRON", fieldsOf("byCron").getString("type"));
        assertEquals("INTERVAL", fieldsOf("byDuration").getString("type"));
        assertEquals("MINUTES", fieldsOf("byMinutes").getString("type"));
    }

    @Test
    void aFlagThatIsNoneIsLeftForTheValidatorToRefuse() {
        assertEquals(JsonValue.TRUE, fieldsOf("catchUpOn").get("catchUp"));
        assertEquals("perhaps", fieldsOf("byCron").getString("catchUp"));
    }

    @DefaultSchedule(
            type = "MONTHLY",
            args = "all, 7",
            kwargs = "{}",
            every = "PT5M",
            cron = "0 3 * * *",
            zone = "Europe/Paris",
            nextRun = "2027-01-01T00:00:00Z",
            until = "2028-01-01T00:00:00Z",
            hook = "hooks.printResult",
            group = "books",
            overlap = "WAIT",
            catchUp = "false",
            maxLateness = "PT1H",
            jitter = "PT1M",
            successWithin = "PT2H",
            timeout = "PT3H",
            retryDelay = "PT4S",
            priority = "LOW",
            cluster = "night",
            intendedDateKwarg = "day",
            minutes = 5,
            keepDay = 31,
            maxAttempts = 3,
            repeats = 12,
            save = false,
            paused = true)
    static void everything() {}

    @DefaultSchedule
    static void nothing() {}

    @DefaultSchedule(cron = "0 3 * * *", every = "PT5M", minutes = 5, catchUp = "perhaps")
    static void byCron() {}

    @DefaultSchedule(every = "PT5M", minutes = 5)
    static void byDuration() {}

    @DefaultSchedule(minutes = 5)
    static void byMinutes() {}

    @DefaultSchedule(catchUp = "true")
    static void catchUpOn() {}

    private static JsonObject fieldsOf(String method) {
        Method declaring = Arrays.stream(DeclaredTest.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return Declared.call("f", declaring.getAnnotation(DefaultSchedule.class))
                .fields();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
