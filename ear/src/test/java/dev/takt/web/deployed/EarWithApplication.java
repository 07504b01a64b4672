package dev.takt.web.deployed;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the build made, with the application of the module web's tests in the WAR. */
final class EarWithApplication {
    private static final ArchivePath WAR = ArchivePaths.create("takt-web.war");

    private EarWithApplication() {}

    static Path of(Path ear, Path copy) {
        EnterpriseArchive whole = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, ear.toFile());
        WebArchive war = whole.getAsType(WebArchive.class, WAR).addAsLibrary(Archives.application());
        whole.delete(WAR);
        whole.add(war, ArchivePaths.root(), ZipExporter.class);
        whole.as(ZipExporter.class).exportTo(copy.toFile(), true);
        return copy;
    }
}
