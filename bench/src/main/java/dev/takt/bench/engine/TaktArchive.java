package dev.takt.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takt's own archive, with functions in a jar of their own beside Takt's. */
public final class TaktArchive {
    private static final Pattern OF_ENGINE =
            Pattern.compile("WEB-INF/(beans\\.xml|lib/(takt-ejb|flyway|cron-utils|slf4j)[^/]*\\.jar)");

    private TaktArchive() {}

    /**
     * Makes it.
     *
     * @param war Takt's
     * @param target the file to be written
     * @param member of the classes to be added: where they are
     * @param packages what to add, as folders
     * @return the target
     * @throws IOException if a file cannot be read or written
     */
    public static Path make(Path war, Path target, Class<?> member, List<String> packages) throws IOException {
        return make(war, target, member, packages, entry -> true);
    }

    /**
     * Makes one without pages and REST, as an application that bundles the engine has it: a server starts with it in a fraction of
     * the time.
     *
     * @param war Takt's
     * @param target the file to be written
     * @param member of the classes to be added: where they are
     * @param packages what to add, as folders
     * @return the target
     * @throws IOException if a file cannot be read or written
     */
    public static Path engineOnly(Path war, Path target, Class<?> member, List<String> packages) throws IOException {
        return make(war, target, member, packages, OF_ENGINE.asMatchPredicate());
    }

    private static Path make(Path war, Path target, Class<?> member, List<String> packages, Predicate<String> wanted)
            throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(war));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (wanted.test(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
            out.putNextEntry(new ZipEntry("WEB-INF/lib/functions.jar"));
            writeFunctions(out, member, packages);
        }
        return target;
    }

    private static void writeFunctions(OutputStream out, Class<?> member, List<String> packages) throws IOException {
        JarOutputStream jar = new JarOutputStream(out);
        jar.putNextEntry(new ZipEntry("META-INF/beans.xml"));
        jar.write(("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                        + " bean-discovery-mode=\"annotated\"/>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String folder : packages) {
            for (String name : classesIn(member, folder)) {
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream in = member.getClassLoader().getResourceAsStream(name)) {
                    java.util.Objects.requireNonNull(in).transferTo(jar);
                }
            }
        }
        jar.finish();
    }

    private static List<String> classesIn(Class<?> member, String folder) throws IOException {
        try {
            Path root = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
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
