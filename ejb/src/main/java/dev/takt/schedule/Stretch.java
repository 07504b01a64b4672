package dev.takt.schedule;

import dev.takt.api.Priority;
import dev.takt.api.ScheduleSort;
import dev.takt.sql.Condition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stretch of a list of schedules whose order one index gives, or none.
 *
 * @param only the condition that its rows meet
 * @param column what it is sorted by
 * @param backwards whether the largest comes first
 * @param source whose index gives the order
 */
record Stretch(String only, String column, boolean backwards, Source source) {
    /** What gives the order. */
    enum Source {
        /** An index that begins with the column. */
        INDEX,
        /** The index of due schedules, which begins with the priority: each class gives its part. */
        DUE,
        /** No index: of the newest schedules, so many. */
        NEWEST
    }

    /** What conditions ask for, and orders. */
    private static final String COLUMNS = "id, name, func, schedule_type, cluster, repeats, next_run, until_at, paused,"
            + " broken, last_run, overdue_since, failures_in_a_row, failing_after";

    private static final String ALL = "1 = 1";

    /** How many rows are looked at for what no index finds, in the order of ids and in others, whose rows lie all over the table. */
    static final int REACH_BY_ID = 100_000;

    static final int REACH = 20_000;

    static List<Stretch> of(ScheduleSort sort) {
        boolean backwards = sort.isBackwards();
        return switch (sort) {
            case NEWEST, OLDEST -> List.of(new Stretch(ALL, "id", backwards, Source.INDEX));
            case NAME, NAME_BACKWARDS ->
                List.of(
                        new Stretch("name IS NOT NULL", "name", backwards, Source.INDEX),
                        rest("name IS NULL", Source.INDEX));
            case NEXT_RUN, NEXT_RUN_BACKWARDS ->
                List.of(
                        new Stretch(Conditions.CAN_RUN, "next_run", backwards, Source.DUE),
                        rest("NOT (" + Conditions.CAN_RUN + ")", Source.INDEX));
            case FUNC, FUNC_BACKWARDS -> List.of(new Stretch(ALL, "func", backwards, Source.NEWEST));
            case LAST_RUN, LAST_RUN_BACKWARDS ->
                List.of(
                        new Stretch("last_run IS NOT NULL", "last_run", backwards, Source.NEWEST),
                        rest("last_run IS NULL", Source.NEWEST));
        };
    }

    private static Stretch rest(String only, Source source) {
        return new Stretch(only, "id", true, source);
    }

    boolean isOfInstants() {
        return column.equals("next_run") || column.equals("last_run");
    }

    int reach() {
        return isById() ? REACH_BY_ID : REACH;
    }

    boolean isById() {
        return column.equals("id");
    }

    private String direction() {
        return backwards ? " DESC" : "";
    }

    String order() {
        boolean unique = isById() || column.equals("name");
        return " ORDER BY " + column + direction() + (unique ? "" : ", id" + direction());
    }

    /** What follows a row. Said so that an index finds the first of them. */
    Condition following(Cursor position) {
        Condition condition = new Condition();
        String sign = backwards ? " < ?" : " > ?";
        Long id = position.id();
        if (id == null) {
            return condition;
        }
        if (isById()) {
            return condition.and("id" + sign, id);
        }
        Object value = Objects.requireNonNull(position.value());
        return condition
                .and(column + (backwards ? " <= ?" : " >= ?"), value)
                .and("(" + column + sign + " OR id" + sign + ")", value, id);
    }

    /** The rows in their order from that position on, some of them; and those that an index finds of them, only. */
    Condition reached(Condition indexed, Cursor position, int most) {
        return switch (source) {
            case INDEX -> first(new Condition().and(only).and(indexed).and(following(position)), order(), most);
            case DUE -> {
                Condition all = new Condition().and(only).and(indexed).and(following(position));
                yield Condition.union(Stream.of(Priority.values())
                        .map(priority -> first(
                                new Condition()
                                        .and("priority = " + priority.rank())
                                        .and(all),
                                order(),
                                most))
                        .collect(Collectors.toList()));
            }
            case NEWEST -> first(indexed, " ORDER BY id DESC", ScheduleSort.MOST_SORTED);
        };
    }

    private static Condition first(Condition condition, String order, int most) {
        return condition.within("SELECT " + COLUMNS + " FROM takt_schedule WHERE ", order + " LIMIT " + most);
    }
}
