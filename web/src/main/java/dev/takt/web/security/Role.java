package dev.takt.web.security;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user may do. Each role includes the ones after it: an admin is an operator, an operator is a viewer. */
public enum Role {
    /** Everything: also creates, changes and deletes schedules. */
    ADMIN(Role.ADMIN_NAME),
    /** Runs, pauses, resumes, retries, cancels and drains. */
    OPERATOR(Role.OPERATOR_NAME),
    /** Reads. */
    VIEWER(Role.VIEWER_NAME);

    /** Name of {@link #ADMIN} for annotations and web.xml. */
    public static final String ADMIN_NAME = "takt-admin";
    /** Name of {@link #OPERATOR} for annotations and web.xml. */
    public static final String OPERATOR_NAME = "takt-operator";
    /** Name of {@link #VIEWER} for annotations and web.xml. */
    public static final String VIEWER_NAME = "takt-viewer";

    private final String roleName;

    Role(String roleName) {
        this.roleName = roleName;
    }

    /** The name used in annotations, in web.xml and in the table {@code takt_user}. */
    public String roleName() {
        return roleName;
    }

    /** The names of this role and of every role it includes. */
    public Set<String> includedNames() {
        return Arrays.stream(values())
                .filter(this::includes)
                .map(Role::roleName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether whoever has this role may do what that one may. */
    public boolean includes(Role role) {
        return role.ordinal() >= ordinal();
    }

    /** The role of that name, or empty when there is none. */
    public static Optional<Role> named(String roleName) {
        return Arrays.stream(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst();
    }
}
