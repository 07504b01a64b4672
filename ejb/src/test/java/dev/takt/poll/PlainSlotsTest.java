package dev.takt.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.harness.Logged;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PostgreSQL takes without the calendar must be what the calendar, which H2 always asks, would have said. */
class PlainSlotsTest {
    /** Of each: args, kwargs, schedule_type, every, minutes, repeats, timeout, zone. */
    private static final List<String> ROWS = List.of(
            "'[9]', NULL, 'O', NULL, NULL, -1, NULL, NULL",
            "'[9]', NULL, 'O', NULL, NULL, 1, NULL, NULL",
            "'9', NULL, 'O', NULL, NULL, -1, NULL, NULL",
            "'[9', NULL, 'O', NULL, NULL, -1, NULL, NULL",
            "'[09]', NULL, 'O', NULL, NULL, -1, NULL, NULL",
            "'[9,]', NULL, 'O', NULL, NULL, -1, NULL, NULL",
            "NULL, '{\"a\": 9}', 'O', NULL, NULL, -1, NULL, NULL",
            "NULL, '{\"a\": }', 'O', NULL, NULL, -1, NULL, NULL",
            "'[9]', NULL, 'O', NULL, NULL, -1, 'soon', NULL",
            "'[9]', NULL, 'O', NULL, NULL, -1, 'PT3S', NULL",
            "'[9]', NULL, 'O', NULL, NULL, -1, NULL, 'Nowhere'",
            "'[9]', NULL, 'O', NULL, NULL, -1, NULL, 'Europe/Paris'",
            "'[9]', NULL, 'E', 'PT1H', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT1H', NULL, 1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT1H', NULL, -7, NULL, NULL",
            "'[9]', NULL, 'E', 'PT2H3M4.5S', NULL, 3, NULL, NULL",
            "'[9]', NULL, 'E', 'P1DT1H', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT0S', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT-1H', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', NULL, NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'now and then', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'E', 'PT25S', NULL, -1, NULL, NULL",
            "'[9]', NULL, 'I', NULL, 10, -1, NULL, NULL",
            "'[9]', NULL, 'I', NULL, NULL, 2, NULL, NULL",
            "'[9]', NULL, 'I', NULL, 0, -1, NULL, NULL",
            "'[\"a \\\\ b\", null, true, -1.5]', NULL, 'H', NULL, NULL, -1, NULL, NULL",
            "'[[1], {}]', NULL, 'H', NULL, NULL, 5, NULL, NULL",
            "NULL, NULL, 'H', NULL, NULL, 5, NULL, NULL");

    @Test
    void areTakenAsTheCalendarWouldTakeThem() {
        List<String> byCalendar = outcomes(Setup.H2_HIBERNATE);
        List<String> byStatement = outcomes(Setup.POSTGRESQL_ECLIPSELINK);

        assertTrue(byCalendar.size() > ROWS.size(), () -> "schedules and tasks: " + byCalendar);
        assertEquals(String.join("\n", byCalendar), String.join("\n", byStatement));
    }

    /** Where each schedule stands after one poll, and each task. */
    private static List<String> outcomes(Setup setup) {
        try (Logged ignored = new Logged(ClaimedSlots.class);
                TaktNode node = TaktNode.on(setup).start()) {
            String now = node.get(Database.class).sql().nowExpression();
            for (int i = 0; i < ROWS.size(); i++) {
                node.database()
                        .execute(
                                "INSERT INTO takt_schedule (name, func, next_run, until_at, args, kwargs, schedule_type,"
                                        + " every, minutes, repeats, timeout, zone) VALUES ('" + (100 + i)
                                        + "', 'math.sqrt', "
                                        + now + " - INTERVAL '1' MINUTE, " + now + " + INTERVAL '1' MINUTE, "
                                        + ROWS.get(i) + ")");
            }
            node.poll();
            List<String> found = new ArrayList<>(node.database()
                    .column(
                            "SELECT s.name || ' repeats ' || s.repeats || CASE WHEN s.broken IS NULL THEN ' sound ' ELSE"
                                    + " ' broken ' END || COALESCE(CAST(CAST(ROUND(EXTRACT(EPOCH FROM (s.next_run - t.planned_at))"
                                    + " * 10) AS bigint) AS varchar(40)), 'no task') FROM takt_schedule s LEFT JOIN takt_task t"
                                    + " ON t.id = s.last_task ORDER BY s.name"));
            found.addAll(node.database()
                    .column("SELECT name || ' ' || state || ' ' || COALESCE(args, kwargs, 'none') FROM takt_task"
                            + " ORDER BY name, planned_at"));
            return found;
        }
    }
}
