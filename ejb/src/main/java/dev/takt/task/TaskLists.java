package dev.takt.task;

import dev.takt.api.Page;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskSort;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.RunningTasks;
import dev.takt.config.Unproxied;
import dev.takt.sql.Condition;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
        Reach reach = reach(connection, query, byGroup);
        Condition sifted = sifted(query, byGroup);
        boolean bounded = query.schedule() != null || sifted.restricts();
        Condition page = bounded
                ? Condition.sifted("*", reach.first(REACH), sifted, order(query) + " LIMIT " + (query.limit() + 1))
                : reach.first(query.limit() + 1);
        List<Task> tasks = read(connection, page, running(connection, query.state()));
        if (tasks.size() > query.limit()) {
            return new Page<>(
                    tasks.subList(0, query.limit()),
                    tasks.get(query.limit() - 1).id());
        }
        return new Page<>(tasks, bounded ? beyondReach(connection, reach, order(query)) : null);
    }

    private static String order(TaskQuery query) {
        return query.sort() == TaskSort.OLDEST ? " ORDER BY id" : " ORDER BY id DESC";
    }

    /**
     * What an index or the key finds.
     *
     * @param by in which order: that of ids, unless another index finds them; then that one must not be passed over
     */
    private record Reach(Condition tasks, String by) {
        Condition first(int most) {
            return tasks.within("SELECT * FROM takt_task WHERE ", by + " LIMIT " + most);
        }
    }

    private static Reach reach(Connection connection, TaskQuery query, boolean byGroup) throws SQLException {
        Condition indexed = indexed(connection, query);
        if (query.schedule() != null) {
            String direction = query.sort() == TaskSort.OLDEST ? "" : " DESC";
            return new Reach(
                    new Condition().and("schedule_id = ?", query.schedule()).and(indexed),
                    " ORDER BY generation" + direction + ", planned_at" + direction);
        }
        return byGroup
                ? new Reach(ofGroup(query).and(indexed), order(query).replace("id", "id + 0"))
                : new Reach(indexed, order(query));
    }

    private static Condition ofGroup(TaskQuery query) {
        return new Condition()
                .and(
                        Groups.OF_GROUP,
                        Groups.parameters(Objects.requireNonNull(query.group())).toArray());
    }

    private static Condition indexed(Connection connection, TaskQuery query) throws SQLException {
        Condition condition = new Condition().andIf("state = ?", isIndexed(query) ? stored(query.state()) : null);
        if (query.state() != null && !query.state().isFinished()) {
            condition = condition.and("finished_at IS NULL"); // as the small indexes of unfinished tasks say it
        }
        if (query.since() != null) {
            condition = condition
                    .and("queued_at >= ?", query.since())
                    .and("id >= ?", firstId(connection, query.since()) - DISORDER);
        }
        if (query.until() != null) {
            condition = condition
                    .and("queued_at < ?", query.until())
                    .and("id < ?", firstId(connection, query.until()) + DISORDER);
        }
        return condition.andIf(query.sort() == TaskSort.OLDEST ? "id > ?" : "id < ?", query.before());
    }

    /** What is looked for among those. */
    private static Condition sifted(TaskQuery query, boolean byGroup) {
        Condition condition = query.group() == null || byGroup ? new Condition() : ofGroup(query);
        condition = condition
                .andIf("state = ?", isIndexed(query) ? null : stored(query.state()))
                .andIf("func = ?", query.func())
                .andIf("node = ?", query.node());
        if (query.text() == null) {
            return condition;
        }
        String part = Jdbc.containing(query.text());
        return condition.and(SAYS, part, part, part);
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
    private static @Nullable Long beyondReach(Connection connection, Reach reach, String order) throws SQLException {
        Condition last =
                Condition.sifted("id", reach.first(REACH), new Condition(), order + " LIMIT 1 OFFSET " + (REACH - 1));
        return Jdbc.one(connection, last.sql(), row -> row.getLong(1), last.parameters())
                .orElse(null);
    }

    private List<Task> read(Connection connection, Condition page, Set<Long> running) throws SQLException {
        return Jdbc.query(
                connection,
                page.sql(),
                row -> TaskReader.read(row, running.contains(row.getLong("id"))),
                page.parameters());
    }

    /** What this node runs, and what the others ran when they last beat. */
    private Set<Long> running(Connection connection, @Nullable TaskState state) throws SQLException {
        Set<Long> ids = new HashSet<>();
        if (state == null || !state.isFinished()) {
            ids.addAll(inMemory.runningTasks());
            runningTasks.all(connection).forEach(started -> ids.add(started.task()));
        }
        return ids;
    }
}
