package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is asking. */
@ApplicationScoped
@Unproxied
public class Caller {
    private static final String NOBODY = "system";
    private static final int LONGEST = 100;

    private final Instance<Principal> principals;
    private final ThreadLocal<@Nullable String> standsFor = new ThreadLocal<>();

    @Inject
    Caller(Instance<Principal> principals) {
        this.principals = principals;
    }

    /**
     * The caller's name.
     *
     * @return the principal's, or {@code system} where nobody is logged in; within {@link #as} the name given there
     */
    public String name() {
        String name = standsFor.get() == null ? principalName() : standsFor.get();
        if (name == null || name.isBlank() || name.equalsIgnoreCase("anonymous")) {
            return NOBODY;
        }
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    /**
     * Does something for somebody who cannot log in.
     *
     * @param <T> what it returns
     * @param who is named in the audit
     * @param deed done on this thread
     * @return what the deed returned
     */
    public <T> T as(String who, Supplier<T> deed) {
        standsFor.set(who);
        try {
            return deed.get();
        } finally {
            standsFor.remove();
        }
    }

    private @Nullable String principalName() {
        try {
            return principals.isResolvable() ? principals.get().getName() : null;
        } catch (RuntimeException noSecurityOnThisThread) {
            return null;
        }
    }
}
