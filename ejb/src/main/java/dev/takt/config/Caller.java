package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who is asking. */
@ApplicationScoped
@Unproxied
public class Caller {
    private static final String NOBODY = "system";
    private static final int LONGEST = 100;

    private final Instance<Principal> principals;

    @Inject
    Caller(Instance<Principal> principals) {
        this.principals = principals;
    }

    /**
     * The caller's name.
     *
     * @return the principal's, or {@code system} where nobody is logged in
     */
    public String name() {
        String name = principalName();
        if (name == null || name.isBlank() || name.equalsIgnoreCase("anonymous")) {
            return NOBODY;
        }
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    private @Nullable String principalName() {
        try {
            return principals.isResolvable() ? principals.get().getName() : null;
        } catch (RuntimeException noSecurityOnThisThread) {
            return null;
        }
    }
}
