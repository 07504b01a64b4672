package dev.takt.web.metrics;

import dev.takt.web.security.Caller;
import dev.takt.web.security.Role;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers {@code /metrics} to whoever may read, with the name and password in each request, as REST does. */
@WebServlet("/metrics")
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The classic text format, which everything that scrapes can read. */
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    @Inject
    private transient Metrics metrics;

    @Inject
    private transient Caller caller;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!caller.is(Role.VIEWER)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType(FORMAT);
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(metrics.scrape(FORMAT));
    }
}
