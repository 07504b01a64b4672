package dev.takt.sql;

/** The database refused, or is away. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
