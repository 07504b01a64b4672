package dev.takt.web.security;

import org.jspecify.annotations.Nullable;

/** Nobody can tell who may log in: no database, the tables are not there yet, or the server's realm is away. */
class UsersUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsersUnreadableException(Throwable cause) {
        this("The users cannot be read from takt_user", cause);
    }

    UsersUnreadableException(String what, @Nullable Throwable cause) {
        super(cause == null ? what : what + ": " + rootOf(cause), cause);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
