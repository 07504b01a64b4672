package dev.takt.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition or a query in SQL with its parameters, in their order. */
public final class Condition {
    private static final String ALWAYS = "1 = 1";

    private final String sql;
    private final List<@Nullable Object> parameters;

    /** One that always holds. */
    public Condition() {
        this(ALWAYS, List.of());
    }

    private Condition(String sql, List<@Nullable Object> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /**
     * As it stands in a statement.
     *
     * @return with a question mark for each parameter
     */
    public String sql() {
        return sql;
    }

    /**
     * What stands for the question marks.
     *
     * @return in their order
     */
    public @Nullable Object[] parameters() {
        return parameters.toArray();
    }

    /**
     * Whether it restricts by something that was asked for.
     *
     * @return false for one that always holds
     */
    public boolean restricts() {
        return !sql.equals(ALWAYS);
    }

    /**
     * Both.
     *
     * @param more in SQL
     * @param values for its question marks
     * @return a new one
     */
    public Condition and(String more, @Nullable Object... values) {
        return and(new Condition(more, Arrays.asList(values)));
    }

    /**
     * Both, if there is a value to compare with.
     *
     * @param more in SQL, with one question mark
     * @param value null for no restriction; an enum stands for its name
     * @return a new one, or this
     */
    public Condition andIf(String more, @Nullable Object value) {
        return value == null ? this : and(more, value instanceof Enum<?> choice ? choice.name() : value);
    }

    /**
     * Both.
     *
     * @param other may always hold
     * @return a new one, or one of the two
     */
    public Condition and(Condition other) {
        if (!other.restricts()) {
            return this;
        }
        return restricts() ? joined(sql + " AND " + other.sql, List.of(this, other)) : other;
    }

    /**
     * The condition with something before and behind it.
     *
     * @param before such as a SELECT
     * @param behind such as an ORDER BY
     * @return a query
     */
    public Condition within(String before, String behind) {
        return new Condition(before + sql + behind, parameters);
    }

    /**
     * The rows of all queries.
     *
     * @param queries with the same columns
     * @return a query
     */
    public static Condition union(List<Condition> queries) {
        String all = queries.stream()
                .map(query -> "SELECT * FROM (" + query.sql + ") AS part")
                .collect(Collectors.joining(" UNION ALL "));
        return joined(all, queries);
    }

    /**
     * Those rows of a query that meet a condition.
     *
     * @param columns which ones
     * @param query the rows
     * @param condition on them
     * @param behind such as an ORDER BY
     * @return a query
     */
    public static Condition sifted(String columns, Condition query, Condition condition, String behind) {
        return joined(
                "SELECT " + columns + " FROM (" + query.sql + ") AS reached WHERE " + condition.sql + behind,
                List.of(query, condition));
    }

    private static Condition joined(String sql, List<Condition> parts) {
        List<@Nullable Object> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.parameters));
        return new Condition(sql, all);
    }
}
