package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Slots to come and slots that were missed, by REST. */
interface SlotsByRest extends Deployed {
    /** In the night to 2099-03-29 the clocks of Paris go from 2:00 to 3:00. */
    String AT_NIGHT_IN_PARIS = """
            {"func": "math.sqrt", "args": [9], "type": "DAILY", "zone": "Europe/Paris", "nextRun": "2099-03-28T01:30:00Z",
             "repeats": 4}""";

    @Test
    default void aPreviewShowsTheSlotsTheirLocalTimeAndWhatIsSpecialAboutThem() {
        long id = id(admin().schedule(AT_NIGHT_IN_PARIS));

        List<JsonObject> slots =
                admin().get("schedules/" + id + "/preview?n=3").expect(200).items();

        assertEquals(
                List.of("2099-03-28T01:30:00Z", "2099-03-29T01:30:00Z", "2099-03-30T00:30:00Z"),
                each(slots, slot -> slot.getString("slot")));
        assertEquals(
                List.of("2099-03-28T02:30", "2099-03-29T03:30", "2099-03-30T02:30"),
                each(slots, slot -> slot.getString("local")));
        assertEquals(List.of(false, true, false), each(slots, slot -> slot.get("remark") != JsonValue.NULL));
        assertTrue(slots.get(1).getString("remark").contains("02:30"), slots.toString());
    }

    @Test
    default void aPreviewEndsWithTheRepeatsAndShowsTenSlotsOtherwise() {
        long counted = id(admin().schedule(AT_NIGHT_IN_PARIS));
        long endless = id(admin().schedule("""
                {"func": "math.sqrt", "args": [9], "type": "HOURLY", "nextRun": "2099-01-01T00:00:00Z"}"""));

        assertEquals(4, slots(counted, "?n=500").size());
        assertEquals(10, slots(endless, "").size());
        assertEquals(500, slots(endless, "?n=500").size());
        assertEquals(List.of(), admin().tasksOf(counted));
    }

    @Test
    default void aPreviewOfWhatIsNotYetThereStoresNothing() {
        List<JsonObject> before = admin().get("schedules?limit=500").expect(200).items();

        List<JsonObject> slots = admin().post("schedules/preview?n=2", AT_NIGHT_IN_PARIS)
                .expect(200)
                .items();

        assertEquals(
                List.of("2099-03-28T01:30:00Z", "2099-03-29T01:30:00Z"), each(slots, slot -> slot.getString("slot")));
        assertEquals(
                each(before, SlotsByRest::id),
                each(admin().get("schedules?limit=500").expect(200).items(), SlotsByRest::id));
    }

    @Test
    default void missedSlotsAreCountedAndHowManyOfThemWouldRun() {
        Instant first = Instant.now().minus(73, ChronoUnit.HOURS);
        String paused = """
                {"func": "math.sqrt", "args": [9], "type": "DAILY", "paused": true, "catchUp": %s, "nextRun": "%s"}""";

        assertMissed(4, 4, id(admin().schedule(paused.formatted(true, first))));
        assertMissed(4, 1, id(admin().schedule(paused.formatted(false, first))));
        assertMissed(0, 0, id(admin().schedule(AT_NIGHT_IN_PARIS)));
    }

    @Test
    default void aRowThatCannotBeReadIsSaidToBeSoAndStaysPaused() {
        String insert = "INSERT INTO takt_schedule (name, func, args, schedule_type, zone, paused)"
                + " VALUES ('on mars', 'math.sqrt', '9', 'D', 'Mars/Base', true)";
        admin().call("rows.execute", "[\"" + insert + "\"]");
        long id = id(admin().get("schedules/by-name/on%20mars").expect(200).json());

        for (String what : List.of("/preview", "/missed")) {
            String refusal = admin().get("schedules/" + id + what).expect(422).body();
            assertTrue(refusal.contains("zone: expected an IANA zone, was Mars/Base"), refusal);
        }
        admin().post("schedules/" + id + "/resume", "").expect(422);
        assertTrue(admin().scheduleNow(id).getBoolean("paused"));
    }

    private void assertMissed(int missed, int runByRule, long schedule) {
        JsonObject count =
                admin().get("schedules/" + schedule + "/missed").expect(200).json();
        assertEquals(missed, count.getInt("missed"));
        assertEquals(runByRule, count.getInt("runByRule"));
    }

    private List<JsonObject> slots(long schedule, String query) {
        return admin().get("schedules/" + schedule + "/preview" + query)
                .expect(200)
                .items();
    }

    private static <T> List<T> each(List<JsonObject> rows, Function<JsonObject, T> field) {
        return rows.stream().map(field).toList();
    }

    private static long id(JsonObject row) {
        return row.getJsonNumber("id").longValue();
    }
}
