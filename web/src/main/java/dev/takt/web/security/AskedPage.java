package dev.takt.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The page a person wanted before the login, as a path inside this application with its query. Anything else, such as
 * an address of another host, becomes the first page.
 *
 * @param path begins with one slash and is relative to the context path
 */
public record AskedPage(String path) {

    private static final String FIRST = "/";

    /** Keeps the path if it is safe to redirect to, else takes the first page. */
    public AskedPage {
        path = isSafe(path) ? path : FIRST;
    }

    /** The page that a login was told to go on to, if it was told one. */
    public static AskedPage named(@Nullable String path) {
        return new AskedPage(path == null ? FIRST : path);
    }

    static AskedPage of(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return new AskedPage(FIRST);
        }
        String query = request.getQueryString();
        String path = Area.pathIn(request);
        return new AskedPage(query == null ? path : path + "?" + query);
    }

    String asQuery() {
        return path.equals(FIRST) ? "" : "?from=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private static boolean isSafe(String path) {
        return path.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")
                && Area.of(path.replaceFirst("[?#].*", "")) == Area.PAGE;
    }
}
