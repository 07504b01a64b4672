package dev.takt.harness;

import dev.takt.client.TaktEar;
import dev.takt.config.ConfigReader;
import dev.takt.config.Contexts;
import dev.takt.config.NodeClock;
import dev.takt.config.Resources;
import dev.takt.poll.Poller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takt's own CDI beans: all but those that a server's resources stand behind, and the scheduler of the client jar. */
final class ProductionBeans {
    private static final Set<Class<?>> SERVER_ONLY =
            Set.of(Resources.class, Contexts.class, ConfigReader.class, NodeClock.class, TaktEar.class);

    private ProductionBeans() {}

    static List<Class<?>> all() {
        try {
            Path classes = Path.of(Poller.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes.resolve("dev/takt"))) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.endsWith("-info.class"))
                        .<Class<?>>map(
                                file -> load(file.replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".")))
                        .filter(type -> type.isAnnotationPresent(ApplicationScoped.class)
                                || type.isAnnotationPresent(Interceptor.class))
                        .filter(type -> !SERVER_ONLY.contains(type))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
