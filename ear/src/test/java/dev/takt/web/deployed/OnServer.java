package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.jmx.SchedulerMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The EAR on a server that has been prepared by the scripts of server-config, on PostgreSQL: what each server must do
 * alike. First with a small application in it, as in the module web; from the redeployment on as it has been built.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OnServer
        implements ExamplesByRest,
                ExamplesByScheduler,
                OwnFunctions,
                TransactionalFunctions,
                Roles,
                AccessToPages,
                RemoteConsole,
                OtherApplications {
    private static final Path EAR = Path.of(System.getProperty("takt.it.ear"));
    static final int LAST = Integer.MAX_VALUE;
    static final Duration SOON = Duration.ofSeconds(10);
    private static final String THOROUGH = "thorough";
    private static final Pattern OF_TAKT =
            Pattern.compile("jdbc/takt|concurrent/takt|TAKT_DB_\\w+|TaktPool|dev\\.takt");

    private final ApplicationServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedPostgres database;
    private String configured;
    private String configuredTwice;
    private Path withApplication;

    OnServer(ApplicationServer server) {
        this.server = server;
    }

    @BeforeAll
    void prepareAndDeploy() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_prepared_transactions", "64")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop)); // when the tests are broken off
        server.create();
        server.configure();
        configured = server.configuration();
        server.configure();
        configuredTwice = server.configuration();
        server.share();
        start(Map.of());
        withApplication = EarWithApplication.of(EAR, ApplicationServer.HOME.resolve("takt.ear"));
        deployWithApplication();
        TransactionalFunctions.super.makeTheTable();
    }

    /** Once is enough, and the tests with the server's users have nobody who may. */
    @Override
    public void makeTheTable() {}

    @AfterAll
    void stop() throws IOException {
        try {
            server.stop();
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    void start(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TAKT_DB_URL", databaseUrl(),
                "TAKT_DB_USER", "postgres",
                "TAKT_DB_PASSWORD", "postgres",
                "TAKT_ADMIN_PASSWORD", "secret",
                "TAKT_REMOTE_USER", "desk",
                "TAKT_REMOTE_PASSWORD", "pass of desk",
                "TAKT_SHELL_COMMANDS", "/usr/bin/env"));
        environment.putAll(more);
        server.start(environment);
    }

    void awaitScheduler() {
        Rest.await(Duration.ofSeconds(120), this::health, status -> status == 200);
    }

    int health() {
        try {
            return nobody().send("GET", "health/ready", "").status();
        } catch (UncheckedIOException notListening) {
            return 0;
        }
    }

    /** With the small application once more. */
    void deployWithApplication() {
        server.deploy(withApplication);
        awaitScheduler();
    }

    @Override
    public ApplicationServer server() {
        return server;
    }

    EmbeddedPostgres database() {
        return database;
    }

    @Override
    public Rest nobody() {
        return application("takt");
    }

    @Override
    public Rest application(String path) {
        return new Rest(URI.create("http://127.0.0.1:" + server.httpPort() + "/" + path + "/"), client, "");
    }

    @Override
    public String databaseUrl() {
        return database.getJdbcUrl("postgres", "postgres");
    }

    /** Takes long, and is the same code on every server: with -Pservers. */
    @Test
    @Tag(THOROUGH)
    @Override
    public void noFormIsObeyedWithoutItsTokenOrWithAnInventedOneOrFromAnotherSite() {
        AccessToPages.super.noFormIsObeyedWithoutItsTokenOrWithAnInventedOneOrFromAnotherSite();
    }

    /** Likewise. */
    @Test
    @Tag(THOROUGH)
    @Override
    public void whatARoleMayNotOrderIsRefusedOnEveryPageWithAValidToken() {
        AccessToPages.super.whatARoleMayNotOrderIsRefusedOnEveryPageWithAValidToken();
    }

    @Test
    void aSecondRunOfTheScriptChangesNothing() {
        assertNotEquals(List.of(), namesOfTakt(configured));
        assertEquals(configured, configuredTwice);
    }

    @Test
    void whatAFunctionWritesThroughAnotherNameOfThePoolIsCommittedWithItsOutcome() throws SQLException {
        TwoDataSources two = new TwoDataSources(admin(), database, "bookShared");

        two.assertThatBookingEnds("SUCCEEDED", 81);
        assertEquals(2, two.booked("postgres", 81));

        two.assertThatBookingEnds("FAILED", -81);
        assertEquals(0, two.booked("postgres", -81));
    }

    /** Whole files cannot be compared: a server adds what is its own when something is deployed. */
    static List<String> namesOfTakt(String configuration) {
        return OF_TAKT.matcher(configuration).results().map(MatchResult::group).toList();
    }

    @Test
    void healthIsToldToAnybody() {
        for (String check : List.of("live", "ready", "started")) {
            assertEquals(
                    "{\"status\":\"UP\"}",
                    nobody().send("GET", "health/" + check, "").expect(200).body());
        }
    }

    @Test
    void theCookieOfASessionIsForNoScript() {
        String cookie = PageSession.cookieOfALogin(nobody(), "admin", "secret");

        assertTrue(cookie.matches("(?i).*; ?HttpOnly(;.*)?"), cookie);
    }

    @Test
    void connectionsThatTheDatabaseHasEndedAreReplaced() throws SQLException {
        admin().call("math.sqrt", "[4]");
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement end = connection.createStatement()) {
            end.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        }

        Rest.await(Duration.ofSeconds(10), () -> admin().get("schedules").status(), status -> status == 200);
        assertEquals("3.0", admin().call("math.sqrt", "[9]").toString());
        IntStream.range(0, 20).forEach(i -> admin().get("schedules").expect(200));
    }

    @Test
    @Order(LAST - 1)
    void aDisabledApplicationLeavesNothingBehindAndGoesOnWhenItIsEnabled() throws Exception {
        EverySecond slots = EverySecond.begin(admin());
        Departure departure = departure();
        Instant disabled = Instant.now();

        server.disable("takt.ear");
        departure.assertThatNothingIsLeft();
        nobody().send("GET", "health/live", "").expect(404);
        server.enable("takt.ear");
        awaitScheduler();

        assertTrue(server.jmx().console(SchedulerMXBean::isReady), "it is ready");
        slots.assertThatEachSlotHasRunOnce(admin(), disabled, Instant.now());
    }

    private Departure departure() {
        JsonObject node = admin().get("nodes").expect(200).items().get(0);
        return Departure.of(node.getString("id"), server, database.getPostgresDatabase());
    }

    @Test
    @Order(LAST)
    void aRedeploymentWhileTasksAreDueLosesNoneAndDoublesNone() throws Exception {
        EverySecond slots = EverySecond.begin(admin());
        Instant undeployed = Instant.now();
        List<JsonObject> waiting = IntStream.range(0, 50)
                .mapToObj(
                        i -> admin().post("tasks", "{\"func\": \"math.sqrt\", \"args\": [25], \"group\": \"waiting\"}"))
                .map(created -> created.expect(201).json())
                .toList();

        Departure departure = departure();
        server.undeploy("takt.ear");
        departure.assertThatNothingIsLeft();
        server.deploy(EAR);
        awaitScheduler();

        slots.assertThatEachSlotHasRunOnce(admin(), undeployed, Instant.now());
        for (JsonObject task : waiting) {
            String path = "tasks/" + task.get("id");
            JsonObject now = Rest.await(
                    Duration.ofSeconds(10), () -> admin().get(path).expect(200).json(), Rest::hasEnded);
            assertEquals("5.0", now.get("result").toString());
        }
    }
}
