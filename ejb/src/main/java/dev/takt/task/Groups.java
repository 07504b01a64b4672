package dev.takt.task;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskState;
import dev.takt.audit.Audit;
import dev.takt.config.NodeClock;
import dev.takt.config.Transactions;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tasks by group. */
@ApplicationScoped
public class Groups {
    private static final long LOOK_AGAIN_NANOS = 50_000_000L;
    private static final TaskState[] FINISHED =
            Arrays.stream(TaskState.values()).filter(TaskState::isFinished).toArray(TaskState[]::new);

    /**
     * With {@link #parameters}. A group that is nothing but its schedule's id is found by the schedule: most tasks spare themselves an entry in the
     * index of groups, whose condition this is.
     */
    static final String OF_GROUP = """
            ((task_group = ? AND (schedule_id IS NULL OR task_group <> CAST(schedule_id AS varchar(20))))
            OR (schedule_id = ? AND task_group = CAST(schedule_id AS varchar(20))))""";

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT 1 FROM takt_task WHERE " + OF_GROUP + " AND state = ANY(?) LIMIT ?) AS found";
    private static final String FETCH =
            "SELECT * FROM takt_task WHERE " + OF_GROUP + " AND state = ANY(?) ORDER BY id LIMIT ?";
    private static final String DELETE =
            "DELETE FROM takt_task WHERE " + OF_GROUP + " AND finished_at IS NOT NULL AND NOT hook_pending";

    private final Database database;
    private final NodeClock clock;
    private final Audit audit;
    private final Transactions transactions;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Groups() {
        this(null, null, null, null);
    }

    @Inject
    Groups(Database database, NodeClock clock, Audit audit, Transactions transactions) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A group; it need not have any task yet.
     *
     * @param name of the group
     * @return what can be asked of it
     */
    public TaskGroup of(String name) {
        return new Group(name);
    }

    /** The parameters of {@link #OF_GROUP}: the group, and the schedule whose id it may be. */
    static List<@Nullable Object> parameters(String group) {
        return Arrays.asList(group, group.matches("[1-9]\\d{0,17}") ? Long.valueOf(group) : null);
    }

    private final class Group implements TaskGroup {
        private final String name;

        Group(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long count(TaskState... states) {
            return database.inCurrent(
                    connection -> Jdbc.one(connection, COUNT, row -> row.getLong(1), with(stored(states), MOST + 1))
                            .orElseThrow());
        }

        @Override
        public List<Task> fetch(TaskState... states) {
            return database.inCurrent(
                    connection -> Jdbc.query(connection, FETCH, TaskReader::read, with(stored(states), MOST)));
        }

        @Override
        public List<Task> await(int count, Duration wait) {
            if (count < 1 || count > MOST) {
                throw new ScheduleRejectedException(
                        List.of(new Problem("count", "expected a whole number from 1 to " + MOST + ", was " + count)));
            }
            long beganAt = clock.nanoTime();
            while (count(FINISHED) < count
                    && clock.since(beganAt).compareTo(wait) < 0
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return fetch(FINISHED);
        }

        @Override
        public <T> List<@Nullable T> results(Class<T> type) {
            List<@Nullable T> results = new ArrayList<>();
            fetch(TaskState.SUCCEEDED).forEach(task -> results.add(task.resultAs(type)));
            return results;
        }

        @Override
        public int delete() {
            return transactions.inCurrentOrNew(this::deleteAndNote, refused -> false);
        }

        private int deleteAndNote() {
            int deleted = database.inCurrent(connection -> Jdbc.update(connection, DELETE, with()));
            if (deleted > 0) {
                audit.note(
                        Act.DELETE,
                        AuditSubject.GROUP,
                        name,
                        Json.createObjectBuilder().add("tasks", deleted).build(),
                        null);
            }
            return deleted;
        }

        private @Nullable Object[] with(Object... more) {
            List<@Nullable Object> all = new ArrayList<>(parameters(name));
            all.addAll(Arrays.asList(more));
            return all.toArray();
        }
    }

    /** RUNNING is shown, never stored. */
    private static String[] stored(TaskState... states) {
        TaskState[] wanted = states.length == 0 ? TaskState.values() : states;
        return Arrays.stream(wanted)
                .map(state -> state == TaskState.RUNNING ? TaskState.CLAIMED : state)
                .map(TaskState::name)
                .distinct()
                .toArray(String[]::new);
    }
}
