package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who did what, by REST. */
interface AuditByRest extends Deployed {
    @Test
    default void anActIsNotedWithWhoeverIsLoggedIn() {
        admin().call("rows.user", "[\"otto\", \"pass of otto\", \"takt-operator\"]");
        long id = admin().schedule("{\"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}")
                .getJsonNumber("id")
                .longValue();
        nobody().as("otto", "pass of otto")
                .post("schedules/" + id + "/pause", "")
                .expect(200);

        List<JsonObject> acts = admin().get("audit?subjectKind=SCHEDULE&subject=" + id)
                .expect(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);

        assertEquals(2, acts.size());
        assertEquals("otto", acts.get(0).getString("who"));
        assertEquals("PAUSE", acts.get(0).getString("act"));
        assertEquals("{\"paused\":true}", acts.get(0).getJsonObject("after").toString());
        assertEquals("admin", acts.get(1).getString("who"));
        assertEquals("[9]", acts.get(1).getJsonObject("after").get("args").toString());
    }

    @Test
    default void anActThatThereIsNotIsRefused() {
        String body = admin().get("audit?act=PAINT&since=ever").expect(400).body();

        assertTrue(body.contains("one of CREATE, UPDATE"), body);
        assertTrue(body.contains("since"), body);
        admin().get("audit?subject=7").expect(422);
    }
}
