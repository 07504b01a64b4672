package dev.takt.task;

import dev.takt.calendar.SkippedSlots;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Records a stretch of slots that do not run: one task in state SKIPPED (SEMANTICS, section 4). */
@ApplicationScoped
public class SkippedSlotsRecord {
    private static final String INSERT = """
            INSERT INTO takt_task (schedule_id, generation, planned_at, name, task_group, func, args, kwargs, hook,
                state, priority, queued_at, finished_at, skipped_last, skipped_count, error_message)
            SELECT s.id, s.generation, ?, COALESCE(s.task_name, s.name, s.func),
                COALESCE(s.task_group, s.name, CAST(s.id AS varchar(20))), s.func, s.args, s.kwargs, s.hook,
                'SKIPPED', s.priority, CAST(? AS timestamp(6) with time zone), CAST(? AS timestamp(6) with time zone),
                CAST(? AS timestamp(6) with time zone), CAST(? AS bigint), ?
            FROM takt_schedule s
            WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM takt_task t
                WHERE t.schedule_id = s.id AND t.generation = s.generation
                    AND t.planned_at = CAST(? AS timestamp(6) with time zone))""";

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
     * @param skipped the stretch
     * @param now by the database's clock
     */
    public void of(long schedule, SkippedSlots skipped, Instant now) {
        database.inCurrent(connection -> Jdbc.update(
                connection,
                INSERT,
                skipped.first(),
                now,
                now,
                skipped.last(),
                skipped.count(),
                reason(skipped),
                schedule,
                skipped.first()));
    }

    private static String reason(SkippedSlots skipped) {
        String count = skipped.moreThanCounted() ? "more than 100,000" : Long.toString(skipped.count());
        String why = switch (skipped.reason()) {
            case CATCH_UP_LIMIT -> "more slots were missed than the catch-up limit";
            case TOO_LATE -> "later than maxLateness";
            case MISSED -> "missed while paused";
        };
        return count + (skipped.count() == 1 ? " slot: " : " slots: ") + why;
    }
}
