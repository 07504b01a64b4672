package dev.takt.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of new rows, for statements that insert one, or on PostgreSQL many by an array for each column.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {
    private final List<Column<T>> all;

    private Columns(List<Column<T>> all) {
        this.all = List.copyOf(all);
    }

    /**
     * A column.
     *
     * @param <T> what a row is made of
     * @param name in the table
     * @param type on PostgreSQL: text, int, bigint, boolean or timestamptz
     * @param value of a row; an Instant or null is fine
     */
    public record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}

    /**
     * Columns in an order.
     *
     * @param <T> what a row is made of
     * @param columns the columns
     * @return those columns
     */
    @SafeVarargs
    public static <T> Columns<T> of(Column<T>... columns) {
        return new Columns<>(Arrays.asList(columns));
    }

    /**
     * More columns.
     *
     * @param more the columns that follow these
     * @return these and those
     */
    @SafeVarargs
    public final Columns<T> and(Column<T>... more) {
        List<Column<T>> both = new ArrayList<>(all);
        both.addAll(Arrays.asList(more));
        return new Columns<>(both);
    }

    /**
     * The names.
     *
     * @return with commas between
     */
    public String names() {
        return all.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * Parameters for one row.
     *
     * @return a question mark for each column, with commas between
     */
    public String parameters() {
        return all.stream().map(column -> "?").collect(Collectors.joining(", "));
    }

    /**
     * Parameters for PostgreSQL's {@code unnest}.
     *
     * @return a question mark for an array of each column, with commas between
     */
    public String arrayParameters() {
        return all.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", "));
    }

    /**
     * The values of a row.
     *
     * @param row any
     * @return a value for each column
     */
    public @Nullable Object[] values(T row) {
        return all.stream().map(column -> column.value().apply(row)).toArray();
    }

    /**
     * The values of many rows.
     *
     * @param connection in the caller's transaction
     * @param rows any number
     * @return an array for each column
     * @throws SQLException from the driver
     */
    public Object[] arrays(Connection connection, List<T> rows) throws SQLException {
        List<Array> arrays = new ArrayList<>(all.size());
        for (Column<T> column : all) {
            @Nullable Object[] values = typed(column.type(), rows.size());
            for (int i = 0; i < values.length; i++) {
                Object value = column.value().apply(rows.get(i));
                values[i] = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
            }
            arrays.add(connection.createArrayOf(column.type(), values));
        }
        return arrays.toArray();
    }

    /** Of which the driver knows the type: then it sends them in binary. */
    private static @Nullable Object[] typed(String type, int size) {
        return switch (type) {
            case "text" -> new String[size];
            case "int" -> new Integer[size];
            case "bigint" -> new Long[size];
            case "boolean" -> new Boolean[size];
            default -> new Object[size];
        };
    }
}
