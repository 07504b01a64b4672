package dev.takt.web.deployed;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Filters;

/** Every page of the archive and the role that it needs. A page that is new has to be entered here, or the tests fail. */
final class Pages {
    static final String ANYBODY = "";
    static final List<String> ROLES = List.of("takt-viewer", "takt-operator", "takt-admin");

    private static final String VIEWER = ROLES.get(0);
    private static final String ADMIN = ROLES.get(2);
    private static final Map<String, String> LEAST_ROLES = Map.ofEntries(
            entry("login.xhtml", ANYBODY),
            entry("dashboard.xhtml", VIEWER),
            entry("schedules.xhtml", VIEWER),
            entry("schedule.xhtml", VIEWER),
            entry("tasks.xhtml", VIEWER),
            entry("task.xhtml", VIEWER),
            entry("functions.xhtml", VIEWER),
            entry("nodes.xhtml", VIEWER),
            entry("audit.xhtml", VIEWER),
            entry("settings.xhtml", VIEWER),
            entry("preview.xhtml", VIEWER),
            entry("arguments.xhtml", VIEWER),
            entry("edit.xhtml", ADMIN),
            entry("import.xhtml", ADMIN),
            entry("users.xhtml", ADMIN),
            entry("errors/403.xhtml", VIEWER),
            entry("errors/404.xhtml", VIEWER),
            entry("errors/500.xhtml", VIEWER));

    private Pages() {}

    /** Each page with the least role that sees it, {@link #ANYBODY} or a role's name. */
    static Map<String, String> withLeastRole() {
        Map<String, String> pages = new TreeMap<>();
        Archives.takt().getContent(Filters.include("/(?!WEB-INF/|META-INF/).*\\.xhtml")).keySet().stream()
                .map(path -> path.get().substring(1))
                .forEach(page -> pages.put(page, leastRole(page)));
        if (!pages.keySet().equals(LEAST_ROLES.keySet())) {
            throw new AssertionError("the archive has " + pages.keySet());
        }
        return pages;
    }

    private static String leastRole(String page) {
        return Optional.ofNullable(LEAST_ROLES.get(page))
                .orElseThrow(() -> new AssertionError("who may see " + page + "?"));
    }

    /** Whether a role sees a page that needs another. */
    static boolean includes(String role, String least) {
        return least.equals(ANYBODY) || ROLES.indexOf(role) >= ROLES.indexOf(least);
    }
}
