package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The applications of examples/ beside takt.ear, each deployed for its own test and gone after it. */
interface OtherApplications extends Deployed {
    String EVERY_NIGHT = "0 3 * * *";

    /** Where they are deployed. */
    ApplicationServer server();

    /** Whoever asks an application at that path. */
    Rest application(String path);

    /** Deploys an example, waits until it answers, and sees whom it lets in: gives back somebody who may. */
    private Rest deployed(String file, String path) {
        server().deploy(ExampleArchives.of(file));
        Rest nobody = application(file.substring(0, file.lastIndexOf('.')));
        Rest application = LogInOfExamples.grace(nobody);
        Rest.await(
                Duration.ofSeconds(60), () -> application.send("GET", path, "").status(), status -> status == 200);
        LogInOfExamples.assertThatItIsNeeded(nobody, path);
        return application;
    }

    @Test
    default void anEarWithTheSchedulerInItBooksASeatOnce() {
        try {
            Rest bookings = deployed("bookings.ear", "now");

            assertEquals("SUCCEEDED", book(bookings, "12A"));
            assertEquals("FAILED", book(bookings, "12A"));
            LogInOfExamples.assertThatNoOtherSiteCanPost(bookings, "now", seat("12B"));
            assertEquals("12A", bookings.send("GET", "now", "").expect(200).body());
            assertEquals(2, nodes().size(), nodes().toString());
        } finally {
            server().undeploy("bookings.ear");
        }
    }

    private static String book(Rest bookings, String seat) {
        return bookings.send("POST", "now", seat(seat)).expect(200).body();
    }

    private static String seat(String seat) {
        return "{\"seat\": \"" + seat + "\"}";
    }

    @Test
    default void anApplicationBesideIsOneMoreNodeAndLosesNothingWhenItIsDeployedAgain() {
        try {
            Rest stock = deployed("stock.war", "counted");
            itsFunctionsRunInItAndItsHooksFireInIt(stock);
            pagesShowBothNodes();
            whatIsDueWhileItIsAwayWaits();
        } finally {
            server().undeploy("stock.war");
        }
    }

    private void itsFunctionsRunInItAndItsHooksFireInIt(Rest stock) {
        JsonObject task = admin().run("{\"func\": \"stock.count\", \"args\": [\"ABC\"], \"hook\": \"stock.counted\"}");

        assertEquals("30", task.get("result").toString(), task.toString());
        assertEquals(idOf("stock"), task.getString("node"));
        Rest.await(
                Duration.ofSeconds(10),
                () -> stock.send("GET", "counted", "").expect(200).body(),
                heard -> heard.lines().toList().contains(task.get("id").toString()));
    }

    private void pagesShowBothNodes() {
        Rest reader = PageSession.loggedIn(nobody(), "admin", "secret");
        String page = reader.send("GET", "nodes.xhtml", "").expect(200).body();
        List<JsonObject> nodes = nodes();

        assertEquals(2, nodes.size(), nodes.toString());
        nodes.forEach(node -> assertTrue(page.contains(node.getString("id")), page));
        assertTrue(
                reader.send("GET", "functions.xhtml", "").expect(200).body().contains("stock.count"),
                "functions.xhtml");
    }

    private void whatIsDueWhileItIsAwayWaits() {
        EverySecond slots = EverySecond.begin(admin(), "stock.count", "[\"A\"]");
        String asked = "schedules/"
                + admin().schedule(
                                "{\"func\": \"stock.count\", \"args\": [\"AB\"], \"nextRun\": \"2099-01-01T00:00:00Z\"}")
                        .getJsonNumber("id");
        Instant away = Instant.now();
        server().undeploy("stock.war");

        assertEquals(1, nodes().size(), nodes().toString());
        assertEquals("WAITING_FOR_FUNCTION", admin().scheduleNow(slots.id()).getString("state"));
        List<String> waiting = IntStream.range(0, 20)
                .mapToObj(i -> admin().post(asked + "/run", "").expect(201).json())
                .map(task -> "tasks/" + task.get("id"))
                .toList();
        waiting.forEach(task ->
                assertEquals("WAITING", admin().get(task).expect(200).json().getString("state")));

        server().deploy(ExampleArchives.of("stock.war"));
        slots.assertThatEachSlotHasRunOnce(admin(), away, Instant.now());
        waiting.forEach(task -> assertEquals(
                "20",
                Rest.await(
                                Duration.ofSeconds(20),
                                () -> admin().get(task).expect(200).json(),
                                Rest::hasEnded)
                        .get("result")
                        .toString()));
        admin().send("DELETE", "api/v1/" + asked, "").expect(204);
    }

    @Test
    default void aCallerWithoutADataSourceAsksTaktEarWithTheRightsOfItsUser() {
        admin().call("rows.user", "[\"desk\", \"pass of desk\", \"takt-admin\"]");
        try {
            Rest desk = deployed("desk.war", "ask/roots");

            assertEquals(
                    "SUCCEEDED 3.0",
                    desk.send("POST", "ask/roots", "{\"of\": 9}").expect(200).body());
            assertEquals("[3.0]", desk.send("GET", "ask/roots", "").expect(200).body());
            LogInOfExamples.assertThatNoOtherSiteCanPost(desk, "ask/plans/desk", cron(EVERY_NIGHT));
            String refused = plan(desk, "sometimes", 422);
            assertTrue(refused.startsWith("cron: "), refused);
            Instant.parse(plan(desk, EVERY_NIGHT, 200));
            JsonObject planned =
                    admin().get("schedules/by-name/desk").expect(200).json();
            assertEquals("desk", planned.getString("createdBy"));

            admin().call("rows.execute", "[\"UPDATE takt_user SET role = 'takt-viewer' WHERE name = 'desk'\"]");
            assertEquals("This needs the role takt-admin", plan(desk, EVERY_NIGHT, 403));
            assertEquals("[3.0]", desk.send("GET", "ask/roots", "").expect(200).body());

            admin().call("rows.execute", "[\"DELETE FROM takt_user WHERE name = 'desk'\"]");
            assertEquals("takt.ear knows no such name and password", plan(desk, EVERY_NIGHT, 403));
            admin().send("DELETE", "api/v1/schedules/" + planned.get("id"), "").expect(204);
        } finally {
            server().undeploy("desk.war");
        }
    }

    private static String plan(Rest desk, String cron, int status) {
        return desk.send("POST", "ask/plans/desk", cron(cron)).expect(status).body();
    }

    private static String cron(String cron) {
        return "{\"cron\": \"" + cron + "\"}";
    }

    private List<JsonObject> nodes() {
        return admin().get("nodes").expect(200).items();
    }

    private String idOf(String name) {
        return nodes().stream()
                .filter(node -> node.getString("name").equals(name))
                .map(node -> node.getString("id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(nodes().toString()));
    }
}
