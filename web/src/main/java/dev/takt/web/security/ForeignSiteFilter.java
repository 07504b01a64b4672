package dev.takt.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses changes that a page of another site makes a browser send: a browser that once was asked for the password of
 * REST adds it to such requests by itself.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class ForeignSiteFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (!OwnSite.isRead(request.getMethod()) && !OwnSite.sends(request::getHeaderString)) {
            throw new RefusedException("A page of another site may not do this");
        }
    }
}
