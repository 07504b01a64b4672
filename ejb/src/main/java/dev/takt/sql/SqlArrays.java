package dev.takt.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of many rows as arrays. Those of numbers and truths travel in binary, since they are typed. */
final class SqlArrays {
    private SqlArrays() {}

    static <T> Array longs(Connection connection, Collection<T> rows, Function<T, @Nullable Long> column)
            throws SQLException {
        return connection.createArrayOf("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    static <T> Array ints(Connection connection, Collection<T> rows, Function<T, Integer> column) throws SQLException {
        return connection.createArrayOf("int", rows.stream().map(column).toArray(Integer[]::new));
    }

    static <T> Array booleans(Connection connection, Collection<T> rows, Function<T, Boolean> column)
            throws SQLException {
        return connection.createArrayOf("boolean", rows.stream().map(column).toArray(Boolean[]::new));
    }

    static <T> Array texts(Connection connection, Collection<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    static <T> Array instants(Connection connection, Collection<T> rows, Function<T, Instant> column)
            throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                rows.stream()
                        .map(row -> column.apply(row).atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    static <T> Array locals(Connection connection, Collection<T> rows, Function<T, @Nullable LocalDateTime> column)
            throws SQLException {
        return connection.createArrayOf("timestamp", rows.stream().map(column).toArray());
    }
}
