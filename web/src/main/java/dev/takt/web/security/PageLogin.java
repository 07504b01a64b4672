package dev.takt.web.security;

import dev.takt.config.NodeClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/** The login of a person at the pages, kept in the HTTP session for as long as the user stays as it is. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class PageLogin {

    private static final String ACCOUNT = Account.class.getName();

    private static final String LAST_DEED = PageLogin.class.getName() + ".lastDeed";

    private static final String TRIES = PageLogin.class.getName() + ".tries";

    @Inject
    private Logins logins;

    @Inject
    private NodeClock clock;

    /**
     * Logs in, under a new session id so that an id known before the login is worth nothing after it.
     *
     * @return whether name and password were right
     */
    public boolean enter(HttpServletRequest request, String name, String password) {
        Optional<Account> account = logins.withPassword(name, password);
        account.ifPresent(found -> {
            HttpSession session = request.getSession();
            request.changeSessionId();
            session.setAttribute(ACCOUNT, found);
            session.removeAttribute(TRIES);
        });
        if (account.isEmpty()) {
            request.getSession().setAttribute(TRIES, new Tries(name, wrongTries(request, name) + 1));
        }
        return account.isPresent();
    }

    /**
     * How often somebody tried that name in this session, and in vain. Counted here, so that what is told of it is the same for
     * names that do not exist.
     */
    public int wrongTries(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        Tries tries = session == null ? null : (Tries) session.getAttribute(TRIES);
        return tries != null && tries.name().equals(name) ? tries.number() : 0;
    }

    /** Whether after so many tries the right password may be of no use for a while. */
    public static boolean mayBeLockedOut(int wrongTries) {
        return wrongTries >= Lockout.FAILURES;
    }

    /** Logs out: the session and all that is in it ends. */
    public void leave(HttpServletRequest request) throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    Optional<Account> account(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || isIdle(session, Area.isRefresh(request))) {
            return Optional.empty();
        }
        return Optional.ofNullable((Account) session.getAttribute(ACCOUNT)).flatMap(logins::unchanged);
    }

    /** A page that refreshes itself keeps the session with the server, but is nobody's deed. */
    private boolean isIdle(HttpSession session, boolean isRefresh) {
        Long lastDeed = (Long) session.getAttribute(LAST_DEED);
        boolean isIdle = lastDeed != null
                && clock.since(lastDeed).compareTo(Duration.ofSeconds(session.getMaxInactiveInterval())) > 0;
        if (isIdle) {
            session.invalidate();
        } else if (lastDeed == null || !isRefresh) {
            session.setAttribute(LAST_DEED, clock.nanoTime());
        }
        return isIdle;
    }

    private record Tries(String name, int number) implements Serializable {}
}
