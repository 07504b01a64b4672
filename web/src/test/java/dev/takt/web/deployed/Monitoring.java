package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a monitoring system sees. */
interface Monitoring extends Deployed {
    /** Counted in the moment after the commit. */
    Duration SOON = Duration.ofSeconds(10);

    @Test
    default void metricsAreForWhoeverMayRead() {
        assertEquals(401, nobody().send("GET", "metrics", "").status());
        admin().call("rows.user", "[\"mona\", \"pass of mona\", \"takt-viewer\"]");
        Answer answer =
                nobody().as("mona", "pass of mona").send("GET", "metrics", "").expect(200);

        assertTrue(answer.header("Content-Type").startsWith("text/plain"), answer.header("Content-Type"));
        for (String name : List.of(
                "takt_ready",
                "takt_queued",
                "takt_running",
                "takt_workers",
                "takt_nodes",
                "takt_due_lag_seconds",
                "takt_tasks_waiting",
                "takt_schedules_overdue",
                "takt_outcomes_waiting",
                "takt_claims_total",
                "takt_fenced_outcomes_total",
                "takt_run_lateness_seconds_bucket{le=\"0.025\"}")) {
            assertTrue(answer.body().contains("\n" + name + " "), name + " is not in " + answer.body());
        }
        assertEquals(1, value(answer, "takt_ready"));
    }

    @Test
    default void eachRunIsCountedByItsFunctionAndOutcome() {
        String failed = "takt_run_duration_seconds_count{function=\"math.sqrt\",outcome=\"FAILED\"}";
        admin().run("{\"func\": \"math.sqrt\", \"args\": [-9]}");
        double before = Rest.await(SOON, () -> metric(failed), counted -> counted >= 1);
        admin().run("{\"func\": \"math.sqrt\", \"args\": [-9]}");
        double after = Rest.await(SOON, () -> metric(failed), counted -> counted > before);

        assertEquals(before + 1, after);
    }

    private double metric(String name) {
        return value(admin().send("GET", "metrics", "").expect(200), name);
    }

    private static double value(Answer answer, String name) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (.*)$").matcher(answer.body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
}
