package dev.takt.web.security;

/** The table of users cannot be read: no database, or the tables are not there yet. */
class UsersUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsersUnreadableException(Throwable cause) {
        super("The users cannot be read from takt_user: " + rootOf(cause), cause);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
