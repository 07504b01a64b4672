package dev.takt.web.security;

import dev.takt.api.SchedulerStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes the user {@code admin} from the configuration key {@code takt.admin-password}. There is no default password: a
 * fresh installation without that key lets nobody in, and says so.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class FirstUser {
    private static final Logger LOG = Logger.getLogger(FirstUser.class.getName());
    private static final String KEY = "takt.admin-password";
    private static final String ADMIN = "admin";

    @Inject
    private Users users;

    @Inject
    private Logins logins;

    @Inject
    private ServerUsers serverUsers;

    /** Runs when the tables are there. A failure here is no reason to stop the scheduler. */
    void prepare(@Observes SchedulerStarted started) {
        try {
            if (logins.areOfServer()) {
                tellOfServersUsers();
            } else {
                configuredPassword().ifPresentOrElse(this::ensureAdmin, this::warnIfNobodyCanLogIn);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "TAKT-502 Nobody may be able to log in", failure);
        }
    }

    private void tellOfServersUsers() {
        serverUsers.realm();
        LOG.info(
                "TAKT-503 Users are the server's (takt.users=server): its groups takt-admin, takt-operator and takt-viewer;"
                        + " takt_user and takt.admin-password are not used");
    }

    private void ensureAdmin(String password) {
        if (users.ensure(ADMIN, password, Role.ADMIN)) {
            LOG.info("TAKT-504 The user admin has the password of takt.admin-password");
        }
    }

    private void warnIfNobodyCanLogIn() {
        if (users.isEmpty()) {
            LOG.warning("TAKT-505 Nobody can log in: there is no user yet. Set takt.admin-password (environment:"
                    + " TAKT_ADMIN_PASSWORD) and start again to get the user admin");
        }
    }

    private static Optional<String> configuredPassword() {
        return ConfigProvider.getConfig().getOptionalValue(KEY, String.class).filter(text -> !text.isBlank());
    }
}
