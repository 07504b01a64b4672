package dev.takt.web.security;

import static jakarta.security.enterprise.AuthenticationStatus.SEND_CONTINUE;
import static jakarta.security.enterprise.AuthenticationStatus.SEND_FAILURE;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The answer to a request that needs a login and has none: 401 for REST, the way to the login page for pages. */
@ApplicationScoped
class Refusal {
    private static final Logger LOG = Logger.getLogger(Refusal.class.getName());
    private static final String PROBLEM =
            "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"problems\":[]}";
    private static final String REDIRECT = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<partial-response><redirect url=\"%s\"/></partial-response>";
    private static final long MOST_SKIPPED = 10_000_000;
    static final String AWAY = "Logins cannot be checked now; the server's log says why";

    AuthenticationStatus ofApi(HttpServletRequest request, HttpServletResponse response) {
        skipBody(request);
        response.setHeader("WWW-Authenticate", "Basic realm=\"takt\", charset=\"UTF-8\"");
        problem(response, SC_UNAUTHORIZED, "Unauthorized", "A name and a password are needed (HTTP Basic)");
        return SEND_FAILURE;
    }

    AuthenticationStatus ofPage(HttpServletRequest request, HttpServletResponse response) {
        String login = request.getContextPath() + Area.LOGIN_PAGE;
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            write(response, "text/xml", REDIRECT.formatted(login));
        } else {
            redirect(response, login + AskedPage.of(request).asQuery());
        }
        return SEND_CONTINUE;
    }

    /** Plain: the page of errors is a Faces page, which would take this post for one of its own. */
    static void ofPost(HttpServletResponse response, String why) {
        response.setStatus(SC_FORBIDDEN);
        write(response, "text/plain", why);
    }

    /** Whoever asks: that a page needs a login is of no interest where there is none. */
    AuthenticationStatus ofPageThatIsOff(HttpServletRequest request, HttpServletResponse response) {
        skipBody(request);
        response.setStatus(SC_NOT_FOUND);
        write(response, "text/plain", "This application has no pages: takt.page is off");
        return SEND_FAILURE;
    }

    AuthenticationStatus whileAway(
            Area area, HttpServletRequest request, HttpServletResponse response, UsersUnreadableException away) {
        LOG.log(Level.WARNING, "TAKT-506 {0}", away.getMessage());
        skipBody(request);
        if (area == Area.API) {
            problem(response, SC_SERVICE_UNAVAILABLE, "Service Unavailable", AWAY);
        } else {
            response.setStatus(SC_SERVICE_UNAVAILABLE);
            write(response, "text/plain", AWAY);
        }
        return SEND_FAILURE;
    }

    /**
     * Reads what the client sends, up to a limit. While any of it is unread, WildFly takes the request for unfinished
     * after the answer, tries to send an error page and logs that it cannot (UT010019).
     */
    private static void skipBody(HttpServletRequest request) {
        try {
            request.getInputStream().skip(MOST_SKIPPED);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The body of a refused request", e);
        }
    }

    private static void problem(HttpServletResponse response, int status, String title, String detail) {
        response.setStatus(status);
        write(response, "application/problem+json", PROBLEM.formatted(title, status, detail));
    }

    private static void redirect(HttpServletResponse response, String target) {
        try {
            SafeHeaders.set(response);
            response.sendRedirect(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(HttpServletResponse response, String contentType, String text) {
        SafeHeaders.set(response);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(contentType);
        response.setCharacterEncoding("UTF-8");
        try (PrintWriter writer = response.getWriter()) { // closed, or WildFly replaces it by its own error page
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
