package dev.takt.sql;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a claim on PostgreSQL shares its room among the classes of priority. */
final class PriorityClasses {
    private PriorityClasses() {}

    /**
     * Two parts for each class of priority, the most urgent first: for how many of it there is room, and those. A class takes
     * what those before it have left, without the share of each lower class, as far as that has something due.
     */
    static String locked(String table, String columns, String condition, String dueAt) {
        StringBuilder parts = new StringBuilder();
        for (int priority = 0; priority < Rows.PRIORITIES; priority++) {
            parts.append(", room%1$d AS MATERIALIZED (SELECT greatest(0, (SELECT room FROM asked)%2$s - %3$s) AS n)"
                    .formatted(priority, taken(priority), shares(priority, table, condition)));
            parts.append((", class%1$d AS MATERIALIZED (SELECT %2$s FROM %3$s WHERE priority = %1$d AND %4$s"
                            + " ORDER BY %5$s LIMIT (SELECT n FROM room%1$d) FOR UPDATE SKIP LOCKED)")
                    .formatted(priority, columns, table, condition, dueAt));
        }
        return parts.toString();
    }

    private static String taken(int priority) {
        return IntStream.range(0, priority)
                .mapToObj(higher -> " - (SELECT count(*) FROM class" + higher + ")")
                .collect(Collectors.joining());
    }

    /** Nothing urgent is due as a rule: then nobody need count what is not. */
    private static String shares(int priority, String table, String condition) {
        String shares = IntStream.range(priority + 1, Rows.PRIORITIES)
                .mapToObj(lower -> (" + (SELECT count(*) FROM (SELECT 1 FROM %s WHERE priority = %d AND %s"
                                + " LIMIT (SELECT share FROM asked)) AS lower)")
                        .formatted(table, lower, condition))
                .collect(Collectors.joining("", "(0", ")"));
        return priority > 0
                ? shares
                : "CASE WHEN " + isDue(priority, table, condition) + " THEN " + shares + " ELSE 0 END";
    }

    private static String isDue(int priority, String table, String condition) {
        return "EXISTS (SELECT 1 FROM " + table + " WHERE priority = " + priority + " AND " + condition + ")";
    }

    /**
     * Until when all that was due has been locked; NULL for unknown. Where a class was full that is its last row; where there was
     * no room for it, unknown unless nothing of it is due.
     */
    static String reached(String table, String condition, String dueAt) {
        return IntStream.range(0, Rows.PRIORITIES)
                .mapToObj(priority -> ("CASE WHEN (SELECT count(*) FROM class%1$d) < (SELECT n FROM room%1$d)"
                                + " OR (SELECT n FROM room%1$d) = 0 AND NOT %2$s THEN takt_now()"
                                + " ELSE coalesce((SELECT max(%3$s) FROM class%1$d), (SELECT since FROM asked)) END")
                        .formatted(priority, isDue(priority, table, condition), dueAt))
                .collect(Collectors.joining(", ", "nullif(least(", "), '-infinity')"));
    }
}
