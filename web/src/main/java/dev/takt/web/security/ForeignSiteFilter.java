package dev.takt.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Refuses changes that a page of another site makes a browser send: a browser that once was asked for the password of
 * REST adds it to such requests by itself. Programs do not send this header.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class ForeignSiteFilter implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    public void filter(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site) && !READS.contains(request.getMethod())) {
            throw new RefusedException("A page of another site may not do this");
        }
    }
}
