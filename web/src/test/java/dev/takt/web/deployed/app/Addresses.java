package dev.takt.web.deployed.app;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the container itself says can be asked for. */
@ApplicationScoped
public class Addresses {
    private volatile ServletContext servlets;

    void remember(ServletContext deployed) {
        servlets = deployed;
    }

    /** The mappings of all servlets, also the container's own. */
    @TaskFunction
    public List<String> mappings() {
        return servlets.getServletRegistrations().values().stream()
                .map(ServletRegistration::getMappings)
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    /** The paths of all files of the application, those that nobody should see included. */
    @TaskFunction
    public List<String> files() {
        return filesIn("/").sorted().toList();
    }

    private Stream<String> filesIn(String folder) {
        Set<String> found = servlets.getResourcePaths(folder);
        return found == null
                ? Stream.empty()
                : found.stream().flatMap(path -> path.endsWith("/") ? filesIn(path) : Stream.of(path));
    }
}
