package dev.takt.sql;

import java.sql.SQLException;

/** The database refused, or is away. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
