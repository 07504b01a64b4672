package dev.takt.web.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleFormTest {
    private static final ZoneId UTC = ZoneOffset.UTC;

    @Test
    void timesAreReadInTheZoneThatIsTyped() {
        JsonObject fields = fields("type", "DAILY", "zone", "Europe/Berlin", "nextRun", "2027-01-31T18:00");

        assertEquals("2027-01-31T17:00:00Z", fields.getString("nextRun"));
    }

    @Test
    void aTimeInAGapOfTheZoneIsAProblemOfItsField() {
        ScheduleForm form = form("type", "DAILY", "zone", "Europe/Berlin", "nextRun", "2027-03-28T02:30");
        form.call("", UTC);

        assertEquals("nextRun", form.problems().get(0).field());
        assertEquals(
                "2027-03-28T02:30 does not exist in Europe/Berlin: clocks go from 02:00 to 03:00",
                form.problems().get(0).message());
    }

    @Test
    void onlyTheFieldsOfTheTypeCount() {
        JsonObject fields =
                fields("type", "MINUTES", "minutes", "5", "every", "90 s", "cron", "0 3 * * *", "keepDay", "31");

        assertEquals(5, fields.getInt("minutes"));
        assertFalse(fields.containsKey("every") || fields.containsKey("cron") || fields.containsKey("keepDay"));
        assertEquals("PT1M30S", fields("type", "INTERVAL", "every", "90 s").getString("every"));
    }

    @Test
    void whatIsAsItWasShownIsNoChange() {
        JsonObject untouched = fields(
                "type",
                "DAILY",
                "nextRun",
                "2027-01-31T18:00",
                "nextRunWas",
                "2027-01-31T18:00",
                "repeats",
                "-1",
                "repeatsWas",
                "-1");
        JsonObject touched = fields("type", "DAILY", "repeats", "3", "repeatsWas", "-1");

        assertFalse(untouched.containsKey("nextRun") || untouched.containsKey("repeats"));
        assertEquals(3, touched.getInt("repeats"));
    }

    @Test
    void whatIsLeftEmptyIsLeftOut() {
        JsonObject fields = fields("type", "DAILY", "name", "  ", "timeout", "", "catchUp", "");

        assertFalse(fields.containsKey("name") || fields.containsKey("timeout") || fields.containsKey("catchUp"));
        assertFalse(fields.getBoolean("save"));
        assertTrue(fields("type", "DAILY", "save", "true").getBoolean("save"));
    }

    @Test
    void whatIsNoNumberGoesToTheValidatorAsItWasTyped() {
        assertEquals("often", fields("type", "DAILY", "repeats", "often").getString("repeats"));
    }

    private static JsonObject fields(String... typed) {
        return form(typed).call("", UTC).fields();
    }

    private static ScheduleForm form(String... typed) {
        Map<String, String> posted = new HashMap<>();
        for (int i = 0; i < typed.length; i += 2) {
            posted.put(typed[i], typed[i + 1]);
        }
        return ScheduleForm.of(posted);
    }
}
