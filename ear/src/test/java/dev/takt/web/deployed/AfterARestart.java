package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The same server once more, told to ask its own users, and with an XA pool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AfterARestart implements UsersOfTheServer {
    private static final int LAST = OnServer.LAST;
    private static final Duration SOON = OnServer.SOON;
    private static final String ELSEWHERE = "elsewhere";

    private final OnServer before;
    private final ApplicationServer server;
    private EverySecond slots;
    private Instant stopped;
    private Instant up;
    private JsonObject schedule;
    private JsonObject task;

    AfterARestart(OnServer before) {
        this.before = before;
        this.server = before.server();
    }

    @BeforeAll
    void restart() throws SQLException {
        Rest admin = before.admin();
        schedule = admin.schedule(Roles.LATER);
        task = admin.run("{\"func\": \"math.hypot\", \"args\": [3, 4]}");
        slots = EverySecond.begin(admin);
        makeElsewhere();
        stopped = Instant.now();
        server.makeXa(before.database().getJdbcUrl("postgres", ELSEWHERE));
        before.start(Map.of("TAKT_USERS", "server", "TAKT_JMX_WRITE", "true"));
        before.awaitScheduler();
        up = Instant.now();
    }

    private void makeElsewhere() throws SQLException {
        try (Connection connection = before.database().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + ELSEWHERE);
        }
        try (Connection connection =
                        before.database().getDatabase("postgres", ELSEWHERE).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE seat (number integer NOT NULL)");
        }
    }

    @Override
    public Rest nobody() {
        return before.nobody();
    }

    @Test
    void schedulesAndTasksAreStillThere() {
        assertEquals(schedule, admin().scheduleNow(schedule.getJsonNumber("id").longValue()));
        assertEquals(task, admin().get("tasks/" + task.get("id")).expect(200).json());
    }

    @Test
    void noSlotOfTheTimeBetweenIsLostOrDoubled() {
        slots.assertThatEachSlotHasRunOnce(admin(), stopped, up);
    }

    @Test
    void aJmxClientThatMayDrainsTheNodeAndRunsASchedule() throws Exception {
        RemoteJmx jmx = server.jmx();
        Command.Ended drained = jmx.client("takt", "drain");
        assertEquals(0, drained.status(), drained.said());
        Rest.await(SOON, before::health, status -> status == 503);
        assertEquals(
                "jmx", admin().get("audit?act=DRAIN&limit=1").items().get(0).getString("who"));
        jmx.console(console -> {
            console.undrain();
            return "undrained";
        });
        Rest.await(SOON, before::health, status -> status == 200);

        long later = admin().schedule(Roles.LATER).getJsonNumber("id").longValue();
        long run = jmx.console(console -> console.run(later));
        JsonObject ended =
                Rest.await(SOON, () -> admin().get("tasks/" + run).expect(200).json(), Rest::hasEnded);
        assertEquals("3.0", ended.get("result").toString(), ended.toString());
    }

    @Test
    @Order(LAST - 1)
    void whatAFunctionWritesToTwoXaDataSourcesIsCommittedInBothOrInNeither() throws SQLException {
        server.undeploy("takt.ear");
        before.deployWithApplication();
        TwoDataSources two = new TwoDataSources(admin(), before.database(), "bookFarAway");

        two.assertThatBookingEnds("SUCCEEDED", 91);
        assertEquals(1, two.booked("postgres", 91));
        assertEquals(1, two.booked(ELSEWHERE, 91));

        two.assertThatBookingEnds("FAILED", -91);
        assertEquals(0, two.booked("postgres", -91) + two.booked(ELSEWHERE, -91));
    }

    @Test
    @Order(LAST)
    void whatTheScriptHasMadeCanBeTakenBack() {
        server.undeploy("takt.ear");
        server.undo();

        assertEquals(List.of(), OnServer.namesOfTakt(server.configuration()));
    }
}
