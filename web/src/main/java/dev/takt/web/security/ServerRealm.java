package dev.takt.web.security;

import java.util.Optional;
import java.util.Set;

/**
 * The users whom the server knows. Jakarta EE has no way to ask for them beside an authentication mechanism of one's own,
 * so each server is asked by a way of its own, which its classes tell.
 */
interface ServerRealm {
    /**
     * Asks the server.
     *
     * @return the groups of the user, or empty if there is none with that name and password
     * @throws UsersUnreadableException if the server cannot tell
     */
    Optional<Set<String>> groups(String name, String password);

    /**
     * The realm of the server on which this runs.
     *
     * @throws UsersUnreadableException if it is a server that we do not know
     */
    static ServerRealm here() {
        try {
            return PayaraRealm.isHere() ? new PayaraRealm() : new ElytronRealm();
        } catch (ReflectiveOperationException unknown) {
            throw new UsersUnreadableException(
                    "takt.users=server works on Payara and on WildFly, and this is neither", unknown);
        }
    }
}
