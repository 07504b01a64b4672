package dev.takt.web.security;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Lets other applications in, by a name and a password with each call, as {@link BasicLogin} does at REST. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class RemoteLogin {
    @Inject
    private Logins logins;

    @Inject
    private CallersScheduler schedulers;

    /** Who is named in the audit. */
    @Inject
    private dev.takt.config.Caller audited;

    /**
     * Does something for a user.
     *
     * @param <T> what it returns
     * @param name of the user
     * @param password the user's
     * @param deed with the scheduler as far as the user's role goes
     * @return what the deed returned
     * @throws SecurityException if there is no such user, or that is not the password, or the user is locked out
     * @throws SchedulerUnavailableException if users cannot be read just now
     */
    public <T> T as(String name, String password, Function<Scheduler, T> deed) {
        Account account = account(name, password);
        return audited.as(account.name(), () -> deed.apply(schedulers.of(account)));
    }

    private Account account(String name, String password) {
        try {
            return logins.withPassword(name, password)
                    .orElseThrow(() -> new SecurityException("takt.ear knows no such name and password"));
        } catch (UsersUnreadableException away) {
            throw new SchedulerUnavailableException(Refusal.AWAY);
        }
    }
}
