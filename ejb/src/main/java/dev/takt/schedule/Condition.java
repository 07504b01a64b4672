package dev.takt.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A piece of SQL with its parameters, in their order. */
final class Condition {
    private final String sql;
    private final List<Object> parameters;

    /** One that always holds. */
    Condition() {
        this("1 = 1", List.of());
    }

    private Condition(String sql, List<Object> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    String sql() {
        return sql;
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    /** Whether it restricts by something that was asked for. */
    boolean restricts() {
        return !sql.equals("1 = 1");
    }

    Condition and(String more, Object... values) {
        return and(new Condition(more, Arrays.asList(values)));
    }

    Condition and(Condition other) {
        if (!other.restricts()) {
            return this;
        }
        return restricts() ? joined(sql + " AND " + other.sql, List.of(this, other)) : other;
    }

    /** The condition with something before and behind it. */
    Condition within(String before, String behind) {
        return new Condition(before + sql + behind, parameters);
    }

    /** The rows of all queries. */
    static Condition union(List<Condition> queries) {
        String all = queries.stream()
                .map(query -> "SELECT * FROM (" + query.sql + ") AS part")
                .collect(Collectors.joining(" UNION ALL "));
        return joined(all, queries);
    }

    /** Those rows of a query that meet a condition. */
    static Condition sifted(String columns, Condition query, Condition condition, String behind) {
        return joined(
                "SELECT " + columns + " FROM (" + query.sql + ") AS reached WHERE " + condition.sql + behind,
                List.of(query, condition));
    }

    private static Condition joined(String sql, List<Condition> parts) {
        List<Object> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.parameters));
        return new Condition(sql, all);
    }
}
