package dev.takt.schedule;

import dev.takt.api.Page;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.sql.Condition;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which schedules a page lists: in the order of an index, stretch after stretch, by a bounded look at many for what no
 * index finds. By plain JDBC, and ids only: the rows themselves are read as entities.
 */
final class ScheduleLists {
    /** Few schedules are in these, and a small index knows them. */
    private static final Set<ScheduleCondition> INDEXED =
            EnumSet.of(ScheduleCondition.BROKEN, ScheduleCondition.OVERDUE, ScheduleCondition.FAILING);

    private final Database database;

    ScheduleLists(Database database) {
        this.database = database;
    }

    /** The ids of one page. */
    Page<Long> list(ScheduleQuery query) {
        check(query);
        List<Stretch> stretches = Stretch.of(query.sort());
        Cursor position = position(query, stretches.get(0));
        return database.inCurrent(connection -> list(connection, query, stretches, position));
    }

    private static void check(ScheduleQuery query) {
        Ranges.check("limit", query.limit(), ScheduleQuery.MAX_LIMIT);
        if (query.after() != null && query.sort().isById()) {
            throw Ranges.refused("after", "expected only in an order that is not by id; give before");
        }
        if (query.before() != null && !query.sort().isById()) {
            throw Ranges.refused("before", "expected only in an order by id; give after");
        }
    }

    private static Cursor position(ScheduleQuery query, Stretch first) {
        if (query.after() != null) {
            return Cursor.of(query.after(), query.sort(), first.isOfInstants());
        }
        return query.before() == null ? Cursor.BEGINNING : new Cursor(0, query.before(), null);
    }

    /** A row of the list, as far as the next page needs it. */
    private record Found(long id, @Nullable Object value) {
        Cursor in(int stretch) {
            return new Cursor(stretch, id, value);
        }
    }

    private static Page<Long> list(
            Connection connection, ScheduleQuery query, List<Stretch> stretches, Cursor beginning) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Cursor position = beginning;
        for (int i = position.stretch(); i < stretches.size(); i++) {
            int room = query.limit() - ids.size();
            List<Found> found = find(connection, query, stretches.get(i), position, room + 1);
            found.stream().limit(room).forEach(row -> ids.add(row.id()));
            if (found.size() > room) {
                return page(
                        query, ids, room == 0 ? position : found.get(room - 1).in(i));
            }
            Optional<Found> lastReached = beyondReach(connection, query, stretches.get(i), position);
            if (lastReached.isPresent()) {
                return page(query, ids, lastReached.get().in(i));
            }
            position = new Cursor(i + 1, null, null);
        }
        return new Page<>(ids, null);
    }

    private static Page<Long> page(ScheduleQuery query, List<Long> ids, Cursor next) {
        return query.sort().isById() ? new Page<>(ids, next.id()) : new Page<>(ids, null, next.text());
    }

    private static List<Found> find(
            Connection connection, ScheduleQuery query, Stretch stretch, Cursor position, int most)
            throws SQLException {
        Condition sifted = sifted(query);
        Condition reached = stretch.reached(indexed(query), position, sifted.restricts() ? stretch.reach() : most);
        boolean bounded = stretch.source() == Stretch.Source.NEWEST;
        return read(
                connection,
                stretch,
                Condition.sifted(
                        columns(stretch),
                        reached,
                        bounded
                                ? new Condition()
                                        .and(stretch.only())
                                        .and(sifted)
                                        .and(stretch.following(position))
                                : sifted,
                        stretch.order() + " LIMIT " + most));
    }

    /** The last row that was looked at, if there are more behind it. */
    private static Optional<Found> beyondReach(
            Connection connection, ScheduleQuery query, Stretch stretch, Cursor position) throws SQLException {
        if (!sifted(query).restricts() || stretch.source() == Stretch.Source.NEWEST) {
            return Optional.empty();
        }
        Condition reached = stretch.reached(indexed(query), position, stretch.reach());
        String last = stretch.order() + " LIMIT 1 OFFSET " + (stretch.reach() - 1);
        return read(connection, stretch, Condition.sifted(columns(stretch), reached, new Condition(), last)).stream()
                .findFirst();
    }

    private static String columns(Stretch stretch) {
        return stretch.isById() ? "id" : "id, " + stretch.column();
    }

    private static List<Found> read(Connection connection, Stretch stretch, Condition sql) throws SQLException {
        return Jdbc.query(
                connection,
                sql.sql(),
                row -> new Found(row.getLong("id"), stretch.isById() ? null : value(row, stretch)),
                sql.parameters());
    }

    private static @Nullable Object value(ResultSet row, Stretch stretch) throws SQLException {
        return stretch.isOfInstants() ? Jdbc.instant(row, stretch.column()) : row.getString(stretch.column());
    }

    private static Condition indexed(ScheduleQuery query) {
        return query.condition() != null && INDEXED.contains(query.condition())
                ? new Condition().and(Conditions.sql(query.condition()))
                : new Condition();
    }

    /** What is looked for among those that are reached. */
    private static Condition sifted(ScheduleQuery query) {
        Condition condition = new Condition()
                .andIf("func = ?", query.func())
                .andIf("LOWER(name) LIKE ? ESCAPE '!'", query.name() == null ? null : Jdbc.containing(query.name()))
                .andIf(
                        "schedule_type = ?",
                        query.type() == null ? null : query.type().code())
                .andIf("cluster = ?", query.cluster());
        if (query.condition() != null && !INDEXED.contains(query.condition())) {
            condition = condition.and(Conditions.sql(query.condition()));
        }
        return condition;
    }
}
