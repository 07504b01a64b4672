package dev.takt.web.deployed;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A REST method, found by the annotations of the classes in the archive.
 *
 * @param method the HTTP method
 * @param path below the context path, with 1 for each parameter
 */
record Endpoint(String method, String path) {
    private static final String CLASSES = "/WEB-INF/classes/";

    static List<Endpoint> in(WebArchive war) {
        List<Class<?>> classes = classesOf(war).toList();
        String root = classes.stream()
                .map(found -> found.getAnnotation(ApplicationPath.class))
                .filter(Objects::nonNull)
                .map(ApplicationPath::value)
                .findFirst()
                .orElseThrow();
        return classes.stream()
                .filter(found -> found.isAnnotationPresent(Path.class))
                .flatMap(resource -> ofResource(root, resource))
                .toList();
    }

    private static Stream<Class<?>> classesOf(WebArchive war) {
        return war.getContent(Filters.include(CLASSES + ".*\\.class")).keySet().stream()
                .map(ArchivePath::get)
                .filter(file -> !file.endsWith("package-info.class"))
                .map(file -> file.substring(CLASSES.length(), file.length() - ".class".length()))
                .map(Endpoint::load);
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace('/', '.'), false, Endpoint.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Endpoint> ofResource(String root, Class<?> resource) {
        String base = root + resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .map(verb -> new Endpoint(verb.value(), base + pathOf(method))));
    }

    private static String pathOf(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value().replaceAll("\\{[^}]*}", "1");
    }
}
