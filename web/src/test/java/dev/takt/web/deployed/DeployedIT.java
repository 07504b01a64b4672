package dev.takt.web.deployed;

import dev.takt.web.deployed.app.Greetings;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The real WAR on Payara Micro with a small application beside it in WEB-INF/lib. A deployment is a start of the server:
 * so there is one, and the tests are the interfaces' methods.
 */
@ExtendWith(ArquillianExtension.class)
class DeployedIT
        implements ExamplesByRest,
                ExamplesByScheduler,
                OwnFunctions,
                TransactionalFunctions,
                BuiltinFunctions,
                NothingWithoutLogin,
                AccessToPages,
                LockOut,
                Roles,
                DefinitionsByRest,
                SlotsByRest,
                TasksByRest,
                AuditByRest,
                TroubleOnPages,
                OperationsByRest,
                Descriptions,
                InTheBrowser,
                BadInput {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ArquillianResource
    private URL deployment;

    /** Not testable: Arquillian's own servlet would have to log in like every other page. */
    @Deployment(testable = false)
    static WebArchive war() {
        JavaArchive application = ShrinkWrap.create(JavaArchive.class, "application.jar")
                .addPackage(Greetings.class.getPackage())
                .addAsManifestResource("batch-jobs/invoices.xml")
                .addAsManifestResource("batch-jobs/reminders.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        return takt().addAsLibrary(application);
    }

    /** What the build made, as it is. */
    static WebArchive takt() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("takt.it.war")));
    }

    @BeforeEach
    void awaitScheduler() {
        Rest.await(
                Duration.ofSeconds(30),
                () -> nobody().send("GET", "health/ready", "").status(),
                status -> status == 200);
    }

    /** By address: the server names itself by the host's name, on which it does not listen. */
    @Override
    public Rest nobody() {
        return new Rest(URI.create("http://127.0.0.1:" + deployment.getPort() + "/takt/"), CLIENT, "");
    }
}
