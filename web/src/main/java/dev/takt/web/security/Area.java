package dev.takt.web.security;

import jakarta.servlet.http.HttpServletRequest;

/** The parts of the application by path. A path that is not listed is a page, and a page needs a login. */
enum Area {
    /** For everybody: the login page, what pages are made of, and the health checks. */
    OPEN,
    /** REST and metrics: the name and password come with each request. */
    API,
    /** Everything else: the login is kept in the session. */
    PAGE;

    static final String LOGIN_PAGE = "/login.xhtml";
    private static final String RESOURCES = "/jakarta.faces.resource";

    static Area of(HttpServletRequest request) {
        return of(pathIn(request));
    }

    static Area of(String path) {
        if (path.equals(LOGIN_PAGE) || isUnder("/health", path) || isUnder(RESOURCES, path)) {
            return OPEN;
        }
        return isUnder("/api", path) || path.equals("/metrics") ? API : PAGE;
    }

    /** Whether that is a page, or what pages are made of, and no part of REST, metrics or health. */
    static boolean isOfPages(String path) {
        return of(path) == PAGE || (of(path) == OPEN && !isUnder("/health", path));
    }

    /** Whether a style sheet or script is asked for, which a browser may keep. */
    static boolean isResource(HttpServletRequest request) {
        return isUnder(RESOURCES, pathIn(request));
    }

    /** Whether a page asks for what has changed, by itself (refresh.js). */
    static boolean isRefresh(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && (query.startsWith("part=list") || query.contains("&part=list"));
    }

    /** The path by which the container chose the servlet: decoded and normalised, without path parameters. */
    static String pathIn(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static boolean isUnder(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
