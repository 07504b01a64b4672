package dev.takt.web.security;

import dev.takt.web.words.Texts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps pages that only administrators need from all others before anything of a page runs. Their beans ask again. */
@WebFilter(urlPatterns = {"/edit.xhtml", "/import.xhtml", "/users.xhtml"})
public class PageRoles extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isUserInRole(Role.ADMIN_NAME)) {
            chain.doFilter(request, response);
        } else if (OwnSite.isRead(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            Refusal.ofPost(response, Texts.of("refused.role"));
        }
    }
}
