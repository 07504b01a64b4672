package dev.takt.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takt's own archive, with the benchmark's functions in a jar of its own beside Takt's. */
final class TaktArchive {
    private static final List<String> PACKAGES = List.of("dev/takt/bench/app", "dev/takt/bench/measure");

    private TaktArchive() {}

    static Path make(Path war, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(war));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("WEB-INF/lib/takt-bench-functions.jar"));
            writeFunctions(out);
        }
        return target;
    }

    private static void writeFunctions(OutputStream out) throws IOException {
        JarOutputStream jar = new JarOutputStream(out);
        jar.putNextEntry(new ZipEntry("META-INF/beans.xml"));
        jar.write(("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                        + " bean-discovery-mode=\"annotated\"/>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String folder : PACKAGES) {
            for (String name : classesIn(folder)) {
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream in = TaktArchive.class.getClassLoader().getResourceAsStream(name)) {
                    java.util.Objects.requireNonNull(in).transferTo(jar);
                }
            }
        }
        jar.finish();
    }

    private static List<String> classesIn(String folder) throws IOException {
        try {
            Path root = Path.of(TaktArchive.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                return files.map(file -> folder + "/" + file.getFileName())
                        .sorted()
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
