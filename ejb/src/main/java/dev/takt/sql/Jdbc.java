package dev.takt.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JDBC in few words: positional parameters, rows by a function. */
public final class Jdbc {
    private Jdbc() {}

    /**
     * Makes a value of a row.
     *
     * @param <T> what it makes
     */
    @FunctionalInterface
    public interface RowReader<T> {
        /**
         * Reads the current row.
         *
         * @param row standing on the row
         * @return the value
         * @throws SQLException from the driver
         */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs a query.
     *
     * @param <T> what a row becomes
     * @param connection in the caller's transaction
     * @param sql with question marks
     * @param reader makes a value of each row
     * @param parameters in order; an Instant, a String[] or null is fine
     * @return all rows
     * @throws SQLException from the driver
     */
    public static <T> List<T> query(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, reader);
            }
        }
    }

    /**
     * Runs two queries in one round trip, where the driver can.
     *
     * @param <T> what a row becomes
     * @param connection in the caller's transaction
     * @param sql two queries with a semicolon between them; the rows of the first are not read
     * @param reader makes a value of each row of the second
     * @param parameters in order
     * @return all rows of the second
     * @throws SQLException from the driver
     */
    public static <T> List<T> secondQuery(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
            return next(statement, reader);
        }
    }

    /**
     * Goes on to the next query of several in one round trip.
     *
     * @param <T> what a row becomes
     * @param executed on one of those queries
     * @param reader makes a value of each row of the next
     * @return all rows of the next
     * @throws SQLException from the driver
     */
    static <T> List<T> next(PreparedStatement executed, RowReader<T> reader) throws SQLException {
        executed.getMoreResults();
        try (ResultSet rows = executed.getResultSet()) {
            return all(rows, reader);
        }
    }

    private static <T> List<T> all(ResultSet rows, RowReader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
            found.add(reader.read(rows));
        }
        return found;
    }

    /**
     * Runs a query for at most one row.
     *
     * @param <T> what the row becomes
     * @param connection in the caller's transaction
     * @param sql with question marks
     * @param reader makes a value of the row
     * @param parameters in order
     * @return the first row, or empty
     * @throws SQLException from the driver
     */
    public static <T> Optional<T> one(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        return query(connection, sql, reader, parameters).stream().findFirst();
    }

    /**
     * Runs a change.
     *
     * @param connection in the caller's transaction
     * @param sql with question marks
     * @param parameters in order
     * @return how many rows it touched
     * @throws SQLException from the driver
     */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /**
     * Runs one change for each row of parameters.
     *
     * @param connection in the caller's transaction
     * @param sql with question marks
     * @param rows the parameters of each
     * @return how many rows each touched
     * @throws SQLException from the driver
     */
    public static int[] batch(Connection connection, String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /**
     * Inserts rows, with few round trips.
     *
     * @param <T> what the database made of a row
     * @param connection in the caller's transaction
     * @param sql of one row, with question marks
     * @param made the columns to read back
     * @param reader makes a value of those of a row
     * @param rows the parameters of each
     * @return one value for each row, in their order
     * @throws SQLException from the driver
     */
    public static <T> List<T> insert(
            Connection connection, String sql, String[] made, RowReader<T> reader, List<@Nullable Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql, made)) {
            if (rows.size() == 1) { // without what a batch takes to be prepared
                bind(statement, rows.get(0));
                statement.executeUpdate();
            } else {
                for (@Nullable Object[] row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return all(keys, reader);
            }
        }
    }

    /**
     * Reads an instant.
     *
     * @param row standing on the row
     * @param column its name
     * @return the instant, or null
     * @throws SQLException from the driver
     */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column); // typed getObject is looked up by reflection on Payara, each time
        return value == null ? null : value.toInstant();
    }

    /**
     * Reads a whole number.
     *
     * @param row standing on the row
     * @param column its name
     * @return the number, or null
     * @throws SQLException from the driver
     */
    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Reads a small whole number.
     *
     * @param row standing on the row
     * @param column its name
     * @return the number, or null
     * @throws SQLException from the driver
     */
    public static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Reads a small whole number.
     *
     * @param row standing on the row
     * @param column its position, from 1 on
     * @return the number, or null
     * @throws SQLException from the driver
     */
    public static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Reads a truth value.
     *
     * @param row standing on the row
     * @param column its name
     * @return true, false or null
     * @throws SQLException from the driver
     */
    public static @Nullable Boolean truth(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Reads a local date-time.
     *
     * @param row standing on the row
     * @param column its name
     * @return the date-time, or null
     * @throws SQLException from the driver
     */
    public static @Nullable LocalDateTime local(ResultSet row, String column) throws SQLException {
        return row.getString(column) == null ? null : row.getObject(column, LocalDateTime.class);
    }

    /**
     * A pattern for LIKE with {@code ESCAPE '!'} on what {@code LOWER} gives, for texts that have a part.
     *
     * @param part any text; its signs stand for themselves
     * @return the pattern
     */
    public static String containing(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }

    static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof LocalDateTime local) {
                statement.setObject(i + 1, local, Types.TIMESTAMP);
            } else if (value instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("varchar", texts));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
