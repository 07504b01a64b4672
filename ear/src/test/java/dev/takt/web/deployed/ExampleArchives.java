package dev.takt.web.deployed;

import java.nio.file.Path;

/** What the modules of examples/ have made. */
final class ExampleArchives {
    private static final Path FOLDER = ApplicationServer.HOME.resolve("examples");

    private ExampleArchives() {}

    static Path of(String file) {
        return FOLDER.resolve(file);
    }
}
