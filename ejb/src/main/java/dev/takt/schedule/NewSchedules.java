package dev.takt.schedule;

import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores new schedules in the caller's transaction, one or many to a statement. By JDBC, since a persistence provider
 * asks for the key of each row, and for the time, on its own (docs/decisions/0012).
 */
@ApplicationScoped
@Unproxied
class NewSchedules {
    /** The order of {@link #values}. */
    private static final String INSERT = """
            INSERT INTO takt_schedule (created_at, next_run, name, func, hook, args, kwargs, schedule_type, every, minutes,
                cron, keep_day, zone, repeats, until_at, catch_up, max_lateness, overlap, jitter, success_within,
                failing_after, paused, cluster, task_group, task_name, timeout, max_attempts, retry_delay, priority, save,
                intended_date_kwarg, created_by)
            VALUES (%1$s, COALESCE(?, %1$s), ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?)""";

    private static final String[] MADE = {"id", "next_run", "created_at"};

    private final Database database;
    private final OpenTransaction openTransaction;
    private volatile @Nullable String insert;

    @Inject
    NewSchedules(Database database, OpenTransaction openTransaction) {
        this.database = database;
        this.openTransaction = openTransaction;
    }

    /**
     * A schedule to be stored.
     *
     * @param first its first slot, or null for the time of its storing
     */
    record NewSchedule(Definition definition, @Nullable Instant first) {}

    /** In their order. */
    List<ScheduleRow> store(List<NewSchedule> all, String who) {
        String insert = insert();
        List<Stored> stored = database.inCurrent(connection -> Jdbc.insert(
                connection,
                insert,
                MADE,
                Stored::of,
                all.stream().map(each -> values(each, who)).toList()));
        openTransaction.hasCreatedSchedules();
        List<ScheduleRow> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            rows.add(stored.get(i).row(all.get(i).definition(), who));
        }
        return rows;
    }

    private String insert() {
        String known = insert;
        if (known == null) {
            known = INSERT.formatted(database.sql().nowExpression());
            insert = known;
        }
        return known;
    }

    private static @Nullable Object[] values(NewSchedule schedule, String who) {
        Definition asked = schedule.definition();
        return new @Nullable Object[] {
            schedule.first(),
            asked.name(),
            asked.func(),
            asked.hook(),
            asked.args(),
            asked.kwargs(),
            asked.type().code(),
            asked.every(),
            asked.minutes(),
            asked.cron(),
            asked.keepDay(),
            asked.zone(),
            asked.repeatsOrAlways(),
            asked.until(),
            asked.catchUp(),
            asked.maxLateness(),
            asked.overlap().name(),
            asked.jitter(),
            asked.successWithin(),
            asked.failingAfter(),
            Objects.requireNonNullElse(asked.paused(), false),
            asked.cluster(),
            asked.group(),
            asked.taskName(),
            asked.timeout(),
            asked.maxAttempts(),
            asked.retryDelay(),
            asked.priority().rank(),
            asked.save(),
            asked.intendedDateKwarg(),
            who
        };
    }

    /** What the database made of a row. */
    private record Stored(long id, Instant nextRun, Instant createdAt) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong(1),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3).toInstant());
        }

        ScheduleRow row(Definition definition, String who) {
            return new ScheduleRow(id, definition, nextRun, createdAt, who);
        }
    }
}
