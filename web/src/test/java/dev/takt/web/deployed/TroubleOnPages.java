package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What does not go as it should is seen on the pages. */
interface TroubleOnPages extends Deployed {
    @Test
    default void aScheduleThatIsOverdueAndFailingSaysSo() {
        String insert = "INSERT INTO takt_schedule (name, func, args, schedule_type, next_run, paused, success_within,"
                + " overdue_since, failures_in_a_row) VALUES ('%s', 'math.sqrt', '9', 'D', '2099-01-01 00:00:00+00',"
                + " true, 'PT26H', %s, %d)";
        execute(insert.formatted("all is bad", "'2026-11-01 10:00:00+00'", 5));
        execute(insert.formatted("all is well", "NULL", 2));

        String bad = page("schedules.xhtml?part=list&name=all%20is%20bad");
        String well = page("schedules.xhtml?part=list&name=all%20is%20well");

        assertTrue(bad.contains("no success within 1 d 2 h; noticed 2026-11-01 10:00:00"), bad);
        assertTrue(bad.contains("Overdue") && bad.contains("Failing") && bad.contains("5 failures in a row"), bad);
        assertFalse(well.contains("Overdue") || well.contains("Failing"), well);
    }

    @Test
    default void skippedSlotsAreShownWithTheirNumberAndRange() {
        Instant first = Instant.now().minus(73, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        String id = admin().schedule("""
                        {"func": "math.sqrt", "args": [9], "type": "DAILY", "paused": true, "nextRun": "%s"}""".formatted(first)).get("id").toString();
        admin().post("schedules/" + id + "/resume", "").expect(200);

        String tasks = page("tasks.xhtml?part=list&schedule=" + id);

        assertTrue(tasks.contains("4 slots: missed while paused"), tasks);
        assertTrue(
                tasks.matches("(?s).*<time datetime=\"%s\">[^<]*</time>\\s*to\\s*<time datetime=\"%s\">.*"
                        .formatted(first, first.plus(3, ChronoUnit.DAYS))),
                tasks);
    }

    private void execute(String sql) {
        admin().call("rows.execute", "[\"" + sql + "\"]");
    }

    private String page(String path) {
        return PageSession.loggedIn(nobody(), "admin", "secret")
                .send("GET", path, "")
                .expect(200)
                .body();
    }
}
