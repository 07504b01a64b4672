package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.takt.jmx.SchedulerMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A WAR with the scheduler in it on Payara Micro; and beside it takt-web.war, told to show no pages. */
class PayaraMicroIT {
    private static final Path HOME = ApplicationServer.HOME;
    private static final int PORT = FreePorts.base(0);
    private static final Rest REMINDERS = LogInOfExamples.grace(at("reminders"));
    private static final String MILK = "{\"whom\": \"Grace\", \"what\": \"the milk\"}";
    private static final Rest TAKT = at("takt");

    private static EmbeddedPostgres database;
    private static Process server;

    private static Rest at(String application) {
        return new Rest(
                URI.create("http://127.0.0.1:" + PORT + "/" + application + "/"), HttpClient.newHttpClient(), "");
    }

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(PayaraMicroIT::stopServer)); // when the tests are broken off
        Map<String, String> environment = Map.of(
                "TAKT_DB_URL", database.getJdbcUrl("postgres", "postgres"),
                "TAKT_DB_USER", "postgres",
                "TAKT_DB_PASSWORD", "postgres",
                "TAKT_ADMIN_PASSWORD", "secret",
                "TAKT_PAGE", "off");
        server = new Command(HOME, environment, HOME.resolve("payara-micro.log"))
                .start(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        HOME.resolve("payara-micro.jar").toString(),
                        "--nohazelcast",
                        "--disablephonehome",
                        "--port",
                        "" + PORT,
                        "--addlibs",
                        HOME.resolve("postgresql.jar").toString(),
                        "--prebootcommandfile",
                        ApplicationServer.script("payara-micro/takt-postgresql.preboot")
                                .toString(),
                        "--postbootcommandfile",
                        PayaraUsers.commands(HOME, ServerUser.OF_EXAMPLES).toString(),
                        "--deploy",
                        ExampleArchives.of("reminders.war").toString(),
                        "--deploy",
                        ExampleArchives.of("takt-web.war").toString());
        Rest.await(Duration.ofSeconds(120), () -> status(REMINDERS, "now"), status -> status == 200);
        Rest.await(Duration.ofSeconds(120), () -> status(TAKT, "health/ready"), status -> status == 200);
    }

    private static int status(Rest application, String path) {
        try {
            return application.send("GET", path, "").status();
        } catch (UncheckedIOException notListening) {
            return 0;
        }
    }

    @AfterAll
    static void stop() throws IOException {
        stopServer();
        if (database != null) {
            database.close();
        }
    }

    private static void stopServer() {
        if (server != null) {
            server.destroy();
            Stopping.ended(server.toHandle());
        }
    }

    @Test
    void itsFunctionRunsAndItsHookHears() {
        String task = REMINDERS.send("POST", "now", MILK).expect(200).body();

        assertTrue(task.matches("\\d+"), task);
        Rest.await(
                Duration.ofSeconds(10),
                () -> REMINDERS.send("GET", "now", "").expect(200).body(),
                heard -> heard.lines().toList().contains("Dear Grace, remember the milk"));
    }

    @Test
    void itsRestNeedsALogInAndTheRole() {
        LogInOfExamples.assertThatItIsNeeded(at("reminders"), "now");
        LogInOfExamples.assertThatNoOtherSiteCanPost(REMINDERS, "now", MILK);
    }

    @Test
    void whatItPlansAtItsStartIsPlanned() {
        Instant tea =
                Instant.parse(REMINDERS.send("GET", "now/tea", "").expect(200).body());

        assertEquals(LocalTime.of(16, 0), tea.atZone(ZoneId.of("Europe/London")).toLocalTime());
    }

    @Test
    void anApplicationToldToShowNoPagesHasNone() {
        for (String page : List.of(
                "", "dashboard.xhtml", "login.xhtml", "jakarta.faces.resource/takt.css.xhtml?ln=takt", "none")) {
            assertEquals(
                    "This application has no pages: takt.page is off",
                    TAKT.send("GET", page, "").expect(404).body());
        }
    }

    /** As jconsole finds it, by the id of the process. */
    @Test
    void aJmxClientOnThisMachineSeesTheNodeOfEachApplication() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
        String address = machine.startLocalManagementAgent();
        machine.detach();

        List<String> ready = new RemoteJmx(address, "", "", "").ask(connection -> {
            List<String> applications = new ArrayList<>();
            for (ObjectName name : connection.queryNames(new ObjectName("dev.takt:*"), null)) {
                if (JMX.newMXBeanProxy(connection, name, SchedulerMXBean.class).isReady()) {
                    applications.add(name.getKeyProperty("application"));
                }
            }
            return applications;
        });

        assertEquals(Set.of("reminders", "takt-web"), Set.copyOf(ready));
    }

    @Test
    void andHasRestAllTheSame() {
        Rest admin = TAKT.as("admin", "secret");

        assertEquals(2, admin.get("nodes").expect(200).items().size());
        TAKT.get("nodes").expect(401);
        TAKT.send("GET", "health/live", "").expect(200);
        admin.send("GET", "metrics", "").expect(200);
    }
}
