package dev.takt.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who is at the page, and what the page may offer: {@code #{caller.operator}}. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Caller {

    @Inject
    private SecurityContext security;

    /** The user's name, or an empty string before the login. */
    public String getName() {
        @Nullable Principal principal = security.getCallerPrincipal();
        return principal == null ? "" : principal.getName();
    }

    /** Whether the caller has that role, or one that includes it. */
    public boolean is(Role role) {
        return security.isCallerInRole(role.roleName());
    }

    /** Whether the caller may do everything. */
    public boolean isAdmin() {
        return security.isCallerInRole(Role.ADMIN_NAME);
    }

    /** Whether the caller may run, pause, resume, retry, cancel and drain. */
    public boolean isOperator() {
        return security.isCallerInRole(Role.OPERATOR_NAME);
    }

    /** Whether the caller may read. */
    public boolean isViewer() {
        return security.isCallerInRole(Role.VIEWER_NAME);
    }
}
