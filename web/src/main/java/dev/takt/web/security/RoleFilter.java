package dev.takt.web.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lets a REST call through if the caller has a role named by {@link RolesAllowed} at the method, or else at the class.
 * Without that annotation nobody is let through, so a new method is closed until it says who may call it.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class RoleFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        SecurityContext caller = request.getSecurityContext();
        String[] allowed = allowedRoles();
        if (Arrays.stream(allowed).noneMatch(caller::isUserInRole)) {
            throw new RefusedException(
                    allowed.length == 0 ? "Nobody may do this" : "This needs the role " + String.join(" or ", allowed));
        }
    }

    private String[] allowedRoles() {
        return Stream.<AnnotatedElement>of(resource.getResourceMethod(), resource.getResourceClass())
                .map(element -> element.getAnnotation(RolesAllowed.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(RolesAllowed::value)
                .orElse(new String[0]);
    }
}
