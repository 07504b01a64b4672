package dev.takt.schedule;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Page;
import dev.takt.api.ScheduleQuery;
import dev.takt.calendar.Position;
import dev.takt.calendar.Slot;
import dev.takt.config.OfTakt;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The queries and changes of schedules, all in the caller's transaction. An edit locks its row first. */
@ApplicationScoped
@Unproxied
class Schedules {
    private static final String MOVE = """
            UPDATE takt_schedule SET next_run = ?, moved_from = ?, repeats = ?, skipped_task = ?,
                generation = generation + 1
            WHERE id = ?""";

    private static final String TAKEN = """
            SELECT planned_at FROM takt_task
            WHERE schedule_id = ? AND generation = ? AND planned_at >= ? AND state <> 'SKIPPED'""";

    private static final String NOTHING = "UPDATE takt_schedule SET version = version WHERE id = -1";

    /** Nobody waits for a task while holding a schedule: what is being completed just now need not be marked. */
    private static final String UNFINISHED =
            "SELECT id FROM takt_task WHERE schedule_id = ? AND finished_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED";

    private final EntityManager entities;
    private final Database database;
    private final OpenTransaction openTransaction;
    private final ScheduleLists lists;

    @Inject
    Schedules(@OfTakt EntityManager entities, Database database, OpenTransaction openTransaction) {
        this.entities = entities;
        this.database = database;
        this.openTransaction = openTransaction;
        this.lists = new ScheduleLists(database);
    }

    Instant now() {
        return database.inCurrent(connection -> database.sql().now(connection));
    }

    Optional<ScheduleRow> find(long id) {
        return Optional.ofNullable(entities().find(ScheduleRow.class, id));
    }

    Optional<ScheduleRow> find(String name) {
        return entities()
                .createQuery("SELECT s FROM ScheduleRow s WHERE s.name = :name", ScheduleRow.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * For reading. On Payara, EclipseLink reads on a connection outside of the transaction until it has changed something
     * in it.
     */
    private EntityManager entities() {
        if (openTransaction.toldOfSchedules()) {
            int none = entities.createNativeQuery(NOTHING).executeUpdate();
            assert none == 0;
        }
        return entities;
    }

    ScheduleRow require(long id) {
        return find(id).orElseThrow(() -> new NoSuchScheduleException(id));
    }

    /** The row, locked until the end of the transaction and read anew under that lock. */
    ScheduleRow lock(long id) {
        ScheduleRow row = require(id);
        try {
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        } catch (jakarta.persistence.EntityNotFoundException goneMeanwhile) {
            throw new NoSuchScheduleException(id);
        }
        return row;
    }

    /** Writes the edit and reads back what the database made of it. */
    ScheduleRow flushed(ScheduleRow row) {
        entities.flush();
        entities.refresh(row);
        return row;
    }

    /** Moves a locked schedule by hand: a new generation, so that a slot may be run again on purpose. */
    void move(ScheduleRow row, Position to, @Nullable Long skippedTask) {
        Slot next = to.next();
        database.inCurrent(connection ->
                Jdbc.update(connection, MOVE, next.at(), next.movedFrom(), to.repeats(), skippedTask, row.id()));
    }

    /** From now on the schedule's tasks must not overlap, or may: those under way are marked accordingly. */
    void markUnfinished(ScheduleRow row, boolean serial) {
        database.inCurrent(connection -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            Jdbc.query(connection, UNFINISHED, found -> found.getLong(1), row.id())
                    .forEach(id -> rows.add(new @Nullable Object[] {serial, id}));
            return Jdbc.batch(connection, "UPDATE takt_task SET serial = ? WHERE id = ?", rows);
        });
    }

    /**
     * Whether an edit's nextRun is one that this schedule has already taken, as an edit has it that sends back what was
     * read before the run.
     *
     * @return how many runs it lies back, or empty if it was not taken
     */
    OptionalLong runsSince(ScheduleRow row, @Nullable Instant nextRun) {
        if (nextRun == null || nextRun.isAfter(row.nextRun())) {
            return OptionalLong.empty();
        }
        return database.inCurrent(connection -> {
            List<Instant> taken = Jdbc.query(
                    connection,
                    TAKEN,
                    found -> found.getObject(1, OffsetDateTime.class).toInstant(),
                    row.id(),
                    row.generation(),
                    nextRun);
            return taken.contains(nextRun) ? OptionalLong.of(taken.size()) : OptionalLong.empty();
        });
    }

    /** Leaves the slots of a locked schedule as they are and sets how many runs are left. */
    void giveBack(ScheduleRow row, int repeats) {
        database.inCurrent(connection -> Jdbc.update(
                connection, "UPDATE takt_schedule SET repeats = repeats + ? WHERE id = ?", repeats, row.id()));
    }

    /** Its successWithin was changed: whether it is overdue is to be found out anew. */
    void forgetOverdue(ScheduleRow row) {
        database.inCurrent(connection ->
                Jdbc.update(connection, "UPDATE takt_schedule SET overdue_since = NULL WHERE id = ?", row.id()));
    }

    void delete(ScheduleRow row) {
        entities.remove(row);
        entities.flush();
    }

    Page<ScheduleRow> list(ScheduleQuery query) {
        Page<Long> page = lists.list(query);
        return new Page<>(findAll(page.items()), page.next(), page.after());
    }

    /** In the order of the ids; without those that have gone meanwhile. */
    private List<ScheduleRow> findAll(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, ScheduleRow> byId = new HashMap<>();
        entities()
                .createQuery("SELECT s FROM ScheduleRow s WHERE s.id IN :ids", ScheduleRow.class)
                .setParameter("ids", ids)
                .getResultList()
                .forEach(row -> byId.put(row.id(), row));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
