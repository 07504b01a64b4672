package dev.takt.web.deployed;

import dev.takt.web.deployed.app.Greetings;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed: what the build made, and the small application of the tests. */
final class Archives {
    private Archives() {}

    /** The WAR as it is. */
    static WebArchive takt() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("takt.it.war")));
    }

    /** Its functions, hooks and batch jobs. */
    static JavaArchive application() {
        return ShrinkWrap.create(JavaArchive.class, "application.jar")
                .addPackage(Greetings.class.getPackage())
                .addAsManifestResource("batch-jobs/invoices.xml")
                .addAsManifestResource("batch-jobs/reminders.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }
}
