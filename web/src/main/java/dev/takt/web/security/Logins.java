package dev.takt.web.security;

import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Who may log in: the users of the table {@code takt_user}, or those of the server, as {@code takt.users} says. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Logins {
    @Inject
    private Users own;

    @Inject
    private ServerUsers ofServer;

    /** Asked for only when somebody logs in: a refused configuration is no reason to refuse the deployment too. */
    @Inject
    private Instance<TaktConfig> config;

    /** The account of that name, if that is its password and it is not locked out. */
    Optional<Account> withPassword(String name, String password) {
        return areOfServer() ? ofServer.withPassword(name, password) : own.withPassword(name, password);
    }

    /** The account as it was when it logged in, if that still counts. */
    Optional<Account> unchanged(Account loggedIn) {
        return areOfServer() ? ofServer.unchanged(loggedIn) : own.unchanged(loggedIn);
    }

    /** Whether users are made, changed and deleted at the server. */
    public boolean areOfServer() {
        try {
            return config.get().usersOfServer();
        } catch (RuntimeException refused) { // whatever the container makes of the refusal
            throw new UsersUnreadableException("The configuration is refused", refused);
        }
    }
}
