package dev.takt.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Tells the browser, with every answer, what it must not do with it. */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SafeHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String POLICY_HEADER = "Content-Security-Policy";
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Area.isResource(request)) {
            set(response);
        } else {
            setUnstored(response);
        }
        chain.doFilter(request, new OnePolicy(response));
    }

    /** For what nobody may keep. A filter that answers by itself may come before this one, and says it too. */
    public static void setUnstored(HttpServletResponse response) {
        set(response);
        response.setHeader("Cache-Control", "no-store");
    }

    /** What the answer of the mechanism needs too, which no filter sees. */
    static void set(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(POLICY_HEADER, POLICY); // no inline script or style, so no stored text can be one
    }

    /** A page brings a policy with its own nonce. It takes the place of ours: of two policies both would hold. */
    private static final class OnePolicy extends HttpServletResponseWrapper {
        OnePolicy(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (name.equalsIgnoreCase(POLICY_HEADER)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
