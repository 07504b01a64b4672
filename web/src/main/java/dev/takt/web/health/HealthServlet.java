package dev.takt.web.health;

import dev.takt.api.Scheduler;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers {@code /health/live}, {@code /health/ready} and {@code /health/started}. Open to everybody, so it says up or
 * down and nothing else.
 */
@WebServlet("/health/*")
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(HealthServlet.class.getName());

    @Inject
    private transient Scheduler scheduler;

    private volatile boolean started;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String check = request.getPathInfo() == null ? "" : request.getPathInfo();
        switch (check) {
            case "/live" -> answer(response, true);
            case "/ready" -> answer(response, isReady());
            case "/started" -> answer(response, isReady() || started);
            default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private boolean isReady() {
        try {
            boolean ready = scheduler.status().ready();
            started = true;
            return ready;
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "not ready", away);
            return false;
        }
    }

    private static void answer(HttpServletResponse response, boolean up) throws IOException {
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.getWriter().write(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }
}
