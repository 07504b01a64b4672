package dev.takt.task;

import dev.takt.api.Page;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskSort;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.RunningTasks;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists tasks by their ids: by the key, by small indexes, or by a bounded look at many for what no index finds. By plain JDBC, as
 * {@link Tasks} finds one.
 */
@ApplicationScoped
@Unproxied
public class TaskLists {
    /** How many tasks a page looks at: for what no index finds, and of a schedule. */
    private static final int REACH = 20_000;

    /** By how much ids may be out of the order of time: those of some claims. */
    private static final long DISORDER = 10_000;

    private static final String SAYS = "(LOWER(result) LIKE ? ESCAPE '!' OR LOWER(error_message) LIKE ? ESCAPE '!'"
            + " OR LOWER(error_type) LIKE ? ESCAPE '!')";

    private final Database database;
    private final InMemory inMemory;
    private final RunningTasks runningTasks;

    @Inject
    TaskLists(Database database, InMemory inMemory, RunningTasks runningTasks) {
        this.database = database;
        this.inMemory = inMemory;
        this.runningTasks = runningTasks;
    }

    /**
     * Lists them.
     *
     * @param query which ones
     * @return one page
     */
    public Page<Task> list(TaskQuery query) {
        return database.inCurrent(connection -> list(connection, query));
    }

    private Page<Task> list(Connection connection, TaskQuery query) throws SQLException {
        boolean byGroup = query.schedule() == null && query.group() != null && isSmall(connection, query.group());
        Condition indexed = indexed(connection, query, byGroup);
        Condition sifted = sifted(query, byGroup);
        Set<Long> running = running(connection, query.state());
        boolean bounded = indexed.isOfSchedule || !sifted.parameters.isEmpty();
        List<Task> tasks = bounded
                ? read(
                        connection,
                        "SELECT * FROM (" + indexed.select() + ") AS reached WHERE " + sifted.sql + indexed.order
                                + " LIMIT ?",
                        both(indexed.with(REACH), sifted.with(query.limit() + 1)),
                        running)
                : read(connection, indexed.select(), indexed.with(query.limit() + 1), running);
        if (tasks.size() > query.limit()) {
            return new Page<>(
                    tasks.subList(0, query.limit()),
                    tasks.get(query.limit() - 1).id());
        }
        return new Page<>(tasks, bounded ? beyondReach(connection, indexed) : null);
    }

    private static @Nullable Object[] both(@Nullable Object[] first, @Nullable Object[] second) {
        List<@Nullable Object> all = new ArrayList<>();
        Collections.addAll(all, first);
        Collections.addAll(all, second);
        return all.toArray();
    }

    /** A WHERE clause with its parameters. */
    private static final class Condition {
        private final StringBuilder sql = new StringBuilder("1 = 1");
        private final String order;

        /** In which order rows are reached: that of ids, unless another index finds them; then that one must not be passed over. */
        private String reachedBy;

        private boolean isOfSchedule;
        private final List<@Nullable Object> parameters = new ArrayList<>();

        Condition(TaskSort sort) {
            order = sort == TaskSort.OLDEST ? " ORDER BY id" : " ORDER BY id DESC";
            reachedBy = order;
        }

        void ofSchedule(long schedule) {
            add("schedule_id = ?", List.of(schedule));
            String direction = order.endsWith("DESC") ? " DESC" : "";
            reachedBy = " ORDER BY generation" + direction + ", planned_at" + direction;
            isOfSchedule = true;
        }

        void ofSmallGroup(String group) {
            add(Groups.OF_GROUP, Groups.parameters(group));
            reachedBy = order.replace("id", "id + 0");
        }

        void restrict(String condition, @Nullable Object value) {
            if (value != null) {
                add(condition, List.of(value));
            }
        }

        void add(String condition, List<?> values) {
            sql.append(" AND ").append(condition);
            parameters.addAll(values);
        }

        String select() {
            return "SELECT * FROM takt_task WHERE " + sql + reachedBy + " LIMIT ?";
        }

        @Nullable
        Object[] with(Object... more) {
            List<@Nullable Object> all = new ArrayList<>(parameters);
            Collections.addAll(all, more);
            return all.toArray();
        }
    }

    /** What an index or the key finds. */
    private static Condition indexed(Connection connection, TaskQuery query, boolean byGroup) throws SQLException {
        Condition condition = new Condition(query.sort());
        if (query.schedule() != null) {
            condition.ofSchedule(query.schedule());
        } else if (byGroup) {
            condition.ofSmallGroup(Objects.requireNonNull(query.group()));
        }
        if (isIndexed(query)) {
            condition.restrict("state = ?", stored(query.state()));
        }
        if (query.state() != null && !query.state().isFinished()) {
            condition.add("finished_at IS NULL", List.of()); // as the small indexes of unfinished tasks say it
        }
        if (query.since() != null) {
            condition.add("queued_at >= ?", List.of(query.since()));
            condition.add("id >= ?", List.of(firstId(connection, query.since()) - DISORDER));
        }
        if (query.until() != null) {
            condition.add("queued_at < ?", List.of(query.until()));
            condition.add("id < ?", List.of(firstId(connection, query.until()) + DISORDER));
        }
        condition.restrict(query.sort() == TaskSort.OLDEST ? "id > ?" : "id < ?", query.before());
        return condition;
    }

    /** What is looked for among those. */
    private static Condition sifted(TaskQuery query, boolean byGroup) {
        Condition condition = new Condition(query.sort());
        if (query.group() != null && !byGroup) {
            condition.add(Groups.OF_GROUP, Groups.parameters(query.group()));
        }
        if (!isIndexed(query)) {
            condition.restrict("state = ?", stored(query.state()));
        }
        condition.restrict("func = ?", query.func());
        condition.restrict("node = ?", query.node());
        if (query.text() != null) {
            String part = Jdbc.containing(query.text());
            condition.add(SAYS, List.of(part, part, part));
        }
        return condition;
    }

    /** Most tasks have succeeded; failed and unfinished ones have indexes of their own, which know no schedules. */
    private static boolean isIndexed(TaskQuery query) {
        TaskState state = query.state();
        return state != TaskState.CANCELLED
                && state != TaskState.SKIPPED
                && (query.schedule() == null || state == null || !state.isFinished());
    }

    /** Of a small group all tasks are read; those of a large one are looked for among all, since its index has no order. */
    private static boolean isSmall(Connection connection, String group) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>(Groups.parameters(group));
        parameters.add(REACH);
        parameters.add(REACH);
        return Jdbc.one(
                        connection,
                        "SELECT count(*) FROM (SELECT 1 FROM takt_task WHERE " + Groups.OF_GROUP
                                + " LIMIT ?) AS found HAVING count(*) < ?",
                        row -> true,
                        parameters.toArray())
                .isPresent();
    }

    /** RUNNING is shown, never stored. */
    private static @Nullable String stored(@Nullable TaskState state) {
        return state == null ? null : (state == TaskState.RUNNING ? TaskState.CLAIMED : state).name();
    }

    /** The first id of about that time, by halves: ids grow with the time, and no index knows the time. */
    private static long firstId(Connection connection, Instant at) throws SQLException {
        long low = end(connection, "ASC").orElse(0L);
        long high = end(connection, "DESC").orElse(0L) + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Queued> found = Jdbc.one(
                    connection,
                    "SELECT id, queued_at FROM takt_task WHERE id >= ? ORDER BY id LIMIT 1",
                    Queued::read,
                    middle);
            if (found.isEmpty() || !found.get().at().isBefore(at)) {
                high = middle;
            } else {
                low = found.get().id() + 1;
            }
        }
        return low;
    }

    private static Optional<Long> end(Connection connection, String order) throws SQLException {
        return Jdbc.one(
                connection, "SELECT id FROM takt_task ORDER BY id " + order + " LIMIT 1", row -> row.getLong(1));
    }

    private record Queued(long id, Instant at) {
        static Queued read(ResultSet row) throws SQLException {
            return new Queued(row.getLong("id"), row.getTimestamp("queued_at").toInstant());
        }
    }

    /** The last id that was looked at, if there are more behind it. */
    private static @Nullable Long beyondReach(Connection connection, Condition condition) throws SQLException {
        return Jdbc.one(
                        connection,
                        "SELECT id FROM (" + condition.select() + ") AS reached" + condition.order
                                + " LIMIT 1 OFFSET ?",
                        row -> row.getLong(1),
                        condition.with(REACH, REACH - 1))
                .orElse(null);
    }

    private List<Task> read(Connection connection, String sql, @Nullable Object[] parameters, Set<Long> running)
            throws SQLException {
        return Jdbc.query(connection, sql, row -> TaskReader.read(row, isRunning(row, running)), parameters);
    }

    private boolean isRunning(ResultSet row, Set<Long> running) throws SQLException {
        long id = row.getLong("id");
        return running.contains(id) || inMemory.isRunning(id);
    }

    /** What other nodes run, as of their last beats. */
    private Set<Long> running(Connection connection, @Nullable TaskState state) throws SQLException {
        Set<Long> ids = new HashSet<>();
        if (state == null || !state.isFinished()) {
            runningTasks.all(connection).forEach(started -> ids.add(started.task()));
        }
        return ids;
    }
}
