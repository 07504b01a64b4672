package dev.takt.task;

import dev.takt.calendar.SkippedSlots;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records slots that do not run. Consecutive ones of one schedule are one task in state SKIPPED, which grows and says
 * why (SEMANTICS, section 4). Its result counts the slots by reason.
 */
@ApplicationScoped
public class SkippedSlotsRecord {
    private static final String INSERT = """
            INSERT INTO takt_task (id, schedule_id, generation, planned_at, name, task_group, func, args, kwargs, hook,
                state, priority, queued_at, finished_at, skipped_last, skipped_count, result, error_message)
            SELECT ?, s.id, s.generation, ?, COALESCE(s.task_name, s.name, s.func),
                COALESCE(s.task_group, s.name, CAST(s.id AS varchar(20))), s.func, s.args, s.kwargs, s.hook,
                'SKIPPED', s.priority, CAST(? AS timestamp(6) with time zone), CAST(? AS timestamp(6) with time zone),
                CAST(? AS timestamp(6) with time zone), CAST(? AS bigint), ?, ?
            FROM takt_schedule s
            WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM takt_task t
                WHERE t.schedule_id = s.id AND t.generation = s.generation
                    AND t.planned_at = CAST(? AS timestamp(6) with time zone))""";

    /** Somebody may be pruning it: then the next stretch is a new task. */
    private static final String OPEN =
            "SELECT result FROM takt_task WHERE id = ? AND state = 'SKIPPED' FOR UPDATE SKIP LOCKED";

    private static final String GROW = """
            UPDATE takt_task SET skipped_last = ?, skipped_count = ?, finished_at = ?, result = ?, error_message = ?
            WHERE id = ?""";

    private final Database database;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected SkippedSlotsRecord() {
        this(null);
    }

    @Inject
    SkippedSlotsRecord(Database database) {
        this.database = database;
    }

    /**
     * Records in the caller's transaction.
     *
     * @param schedule whose row the caller has locked
     * @param open the SKIPPED task that directly precedes these slots, or null
     * @param skipped stretches that follow each other
     * @param now by the database's clock
     * @return the SKIPPED task that the next skipped slot adds to, or null if there is none
     */
    public @Nullable Long add(long schedule, @Nullable Long open, List<SkippedSlots> skipped, Instant now) {
        if (skipped.isEmpty()) {
            return open;
        }
        return database.inCurrent(connection -> {
                    Long task = open;
                    for (SkippedSlots stretch : skipped) {
                        task = add(connection, schedule, task, stretch, now);
                    }
                    return Optional.ofNullable(task);
                })
                .orElse(null);
    }

    private static Long add(
            Connection connection, long schedule, @Nullable Long open, SkippedSlots stretch, Instant now)
            throws SQLException {
        List<SkippedCounts> before = open == null
                ? List.of()
                : Jdbc.query(connection, OPEN, row -> SkippedCounts.ofJson(row.getString("result")), open);
        if (before.isEmpty()) {
            return insert(connection, schedule, stretch, now);
        }
        SkippedCounts counts = before.get(0).plus(stretch);
        Jdbc.update(connection, GROW, stretch.last(), counts.total(), now, counts.toJson(), counts.toString(), open);
        return Objects.requireNonNull(open);
    }

    private static Long insert(Connection connection, long schedule, SkippedSlots stretch, Instant now)
            throws SQLException {
        SkippedCounts counts = SkippedCounts.none().plus(stretch);
        Long id = Jdbc.one(connection, "SELECT nextval('takt_task_seq')", row -> row.getLong(1))
                .orElseThrow();
        Jdbc.update(
                connection,
                INSERT,
                id,
                stretch.first(),
                now,
                now,
                stretch.last(),
                counts.total(),
                counts.toJson(),
                counts.toString(),
                schedule,
                stretch.first());
        return id;
    }
}
