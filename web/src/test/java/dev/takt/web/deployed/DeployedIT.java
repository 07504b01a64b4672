package dev.takt.web.deployed;

import dev.takt.web.deployed.app.Greetings;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The real WAR on Payara Micro with a small application beside it in WEB-INF/lib. A deployment is a start of the server:
 * so there is one, and the tests are the interfaces' methods.
 */
class DeployedIT extends OnPayaraMicro
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
                Monitoring,
                TasksByRest,
                AuditByRest,
                TroubleOnPages,
                OperationsByRest,
                Descriptions,
                InTheBrowser,
                LooksOfPages,
                NamesOnPages,
                BadInput {
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
}
