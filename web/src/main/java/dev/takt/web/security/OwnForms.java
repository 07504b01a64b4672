package dev.takt.web.security;

import dev.takt.web.words.Texts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses what is posted to a page unless a form of ours sends it: from our own site, with the view state that the form got.
 * Faces checks that view state; without one it would take the post for a first visit and answer as if nothing was amiss.
 */
@WebFilter(urlPatterns = "/*")
public class OwnForms extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String VIEW_STATE = "jakarta.faces.ViewState";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OwnSite.isRead(request.getMethod()) || Area.of(request) == Area.API || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            Refusal.ofPost(response, Texts.of("refused.form"));
        }
    }

    private static boolean isOwn(HttpServletRequest request) {
        return OwnSite.sends(request::getHeader) && request.getParameter(VIEW_STATE) != null;
    }
}
