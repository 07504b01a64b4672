package dev.takt.web.security;

import dev.takt.config.NodeClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users of the server's realm: who is in a group that is named like a role has that role. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class ServerUsers {
    /** Instead of what changes with a password, for that is the server's. */
    private static final String STAMP = "server";

    private final Guesses guesses = new Guesses();

    private @Nullable ServerRealm realm;

    @Inject
    private NodeClock clock;

    Optional<Account> withPassword(String name, String password) {
        String counted = name.toLowerCase(Locale.ROOT); // directories take A for a
        if (isNoTry(name, password) || guesses.isLockedOut(counted, clock.nanoTime())) {
            return Optional.empty();
        }
        Optional<Set<String>> groups = realm().groups(name, password);
        if (groups.isPresent()) {
            guesses.right(counted);
        } else {
            guesses.wrong(counted, clock.nanoTime());
        }
        return groups.flatMap(ServerUsers::highestRole).map(role -> new Account(name, role, STAMP));
    }

    /** A directory takes an empty password for a wish to be nobody, and grants it. */
    private static boolean isNoTry(String name, String password) {
        return name.isBlank() || password.isEmpty();
    }

    private static Optional<Role> highestRole(Set<String> groups) {
        return Stream.of(Role.values())
                .filter(role -> groups.contains(role.roleName()))
                .findFirst();
    }

    /** Who has logged in stays so until the session ends: nobody can ask a realm without the password. */
    Optional<Account> unchanged(Account loggedIn) {
        return Optional.of(loggedIn).filter(account -> account.passwordStamp().equals(STAMP));
    }

    /**
     * What answers for the server.
     *
     * @throws UsersUnreadableException if there is nothing
     */
    synchronized ServerRealm realm() {
        if (realm == null) {
            realm = ServerRealm.here();
        }
        return realm;
    }
}
