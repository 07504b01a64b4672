package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.jmx.SchedulerMXBean;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;

/** What a client of the server's own JMX connector sees of the scheduler, and what it may not do. */
interface RemoteConsole extends Deployed {
    String EVERY_MORNING = "{\"func\": \"math.sqrt\", \"args\": [9], \"type\": \"CRON\", \"cron\": \"0 6 * * *\","
            + " \"zone\": \"Europe/Berlin\"}";
    String NO_WRITES = "takt.jmx.write is not true: JMX clients may read only";

    ApplicationServer server();

    @Test
    default void aJmxClientReadsTheSameAsRestTells() throws Exception {
        JsonObject status = admin().get("status").expect(200).json();
        JsonObject node = status.getJsonArray("nodes").getJsonObject(0);

        Map<String, Object> read = server().jmx()
                .console(console -> Map.of(
                        "node", console.getNode(),
                        "id", Long.toString(console.getNodeId()),
                        "version", console.getVersion(),
                        "database", console.getDatabase(),
                        "workers", console.getWorkers(),
                        "ready", console.isReady(),
                        "draining", console.isDraining(),
                        "nodes", console.getNodes().size()));

        assertEquals(
                Map.of(
                        "node", node.getString("name"),
                        "id", node.getString("id"),
                        "version", status.getString("version"),
                        "database", status.getString("database"),
                        "workers", status.getInt("workers"),
                        "ready", true,
                        "draining", false,
                        "nodes", 1),
                read);
        assertTrue(status.getString("version").matches("\\d+\\.\\d+\\.\\d+.*"), status.toString());
    }

    @Test
    default void eachNodeIsUnderItsApplicationAndItsName() throws Exception {
        String name = admin().get("nodes").expect(200).items().get(0).getString("name");

        assertEquals(
                List.of("dev.takt:application=takt,node=" + name + ",type=Scheduler"),
                server().jmx().names().stream()
                        .map(found -> found.getCanonicalName())
                        .toList());
    }

    @Test
    default void aJmxClientIsToldTheNextSlotsOfASchedule() throws Exception {
        long schedule = admin().schedule(EVERY_MORNING).getJsonNumber("id").longValue();
        try {
            List<String> byRest = admin().get("schedules/" + schedule + "/preview?n=3").expect(200).items().stream()
                    .map(slot -> slot.getString("slot"))
                    .toList();

            assertEquals(3, byRest.size());
            assertEquals(byRest, server().jmx().console(console -> console.nextSlots(schedule, 3)));
            Throwable refusal = refusal(console -> console.nextSlots(999_999_999, 3));
            assertEquals("java.lang.IllegalArgumentException: There is no schedule 999999999", refusal.toString());
        } finally {
            admin().send("DELETE", "api/v1/schedules/" + schedule, "").expect(204);
        }
    }

    @Test
    default void aJmxClientChangesNothingUntilItIsSaidThatItMay() {
        List<Consumer<SchedulerMXBean>> orders = List.of(
                SchedulerMXBean::drain,
                SchedulerMXBean::undrain,
                SchedulerMXBean::pauseAll,
                console -> console.resumeAll(true),
                console -> console.resize(2, 1),
                console -> console.run(1));

        for (Consumer<SchedulerMXBean> order : orders) {
            assertEquals(
                    "java.lang.IllegalStateException: " + NO_WRITES,
                    refusal(order).toString());
        }
    }

    /** Payara's connector wraps whatever is thrown, which WildFly's does not. */
    private Throwable refusal(Consumer<SchedulerMXBean> order) {
        Throwable refusal = assertThrows(
                RuntimeException.class,
                () -> server().jmx().console(console -> {
                    order.accept(console);
                    return "obeyed";
                }));
        while (refusal.getCause() != null) {
            refusal = refusal.getCause();
        }
        return refusal;
    }

    /** What Payara says cannot be sent; but the client is told its name. */
    @Test
    default void whoDoesNotLogInAsTheServersAdministratorSeesNothing() {
        RemoteJmx jmx = server().jmx();
        for (RemoteJmx stranger :
                List.of(jmx.as(jmx.user(), "guess"), jmx.as("", ""), jmx.as("ada", UsersOfTheServer.PASSWORD))) {
            Exception refusal = assertThrows(Exception.class, stranger::names);
            assertTrue(
                    refusal instanceof SecurityException
                            || refusal instanceof SaslException
                            || refusal.toString().contains("AdminLoginModule"),
                    refusal.toString());
        }
    }

    @Test
    default void theClientOfServerConfigDoesAllThatFromAShell() {
        long schedule = admin().schedule(EVERY_MORNING).getJsonNumber("id").longValue();
        try {
            RemoteJmx jmx = server().jmx();
            Command.Ended all = jmx.client();
            Command.Ended slots = jmx.client("takt", "nextSlots", "" + schedule, "2");
            Command.Ended refused = jmx.client("takt", "drain");
            Command.Ended stranger = jmx.as(jmx.user(), "guess").client();

            assertEquals(0, all.status(), all.said());
            assertTrue(all.said().contains("\n  Ready = true\n"), all.said());
            assertEquals(0, slots.status(), slots.said());
            for (JsonObject slot : admin().get("schedules/" + schedule + "/preview?n=2")
                    .expect(200)
                    .items()) {
                assertTrue(slots.said().contains("\n" + slot.getString("slot") + "\n"), slots.said());
            }
            assertEquals(1, refused.status(), refused.said());
            assertTrue(refused.said().contains("\n" + NO_WRITES), refused.said());
            assertNotEquals(0, stranger.status(), stranger.said());
            assertTrue(!stranger.said().contains("Ready"), stranger.said());
        } finally {
            admin().send("DELETE", "api/v1/schedules/" + schedule, "").expect(204);
        }
    }
}
