package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.audit.Audit;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Where one statement can change two tables: a new schedule with its entry in the audit. */
    private static final String NOTED = """
            WITH made AS (%s RETURNING id, next_run, created_at),
            noted AS (
                INSERT INTO takt_audit (at, who, act, subject_kind, subject, after_act)
                SELECT created_at, ?, 'CREATE', 'SCHEDULE', id, ? FROM made)
            SELECT id, next_run, created_at FROM made""";

    private static final String[] MADE = {"id", "next_run", "created_at"};

    private final Database database;
    private final Audit audit;
    private final OpenTransaction openTransaction;
    private volatile @Nullable String insert;

    @Inject
    NewSchedules(Database database, Audit audit, OpenTransaction openTransaction) {
        this.database = database;
        this.audit = audit;
        this.openTransaction = openTransaction;
    }

    /**
     * A schedule to be stored.
     *
     * @param asked as somebody asked for it
     * @param first its first slot, or null for the time of its storing
     */
    record NewSchedule(
            Definition definition,
            JsonObject asked,
            @Nullable Instant first) {}

    /** Whether {@link #store} is one round trip for one schedule, and needs no transaction. */
    boolean storesOneAtOnce() {
        return database.sql().changesTablesAtOnce();
    }

    /** In their order; the audit learns of them. */
    List<ScheduleRow> store(List<NewSchedule> all, String who) {
        List<Stored> stored =
                all.size() == 1 && storesOneAtOnce() ? List.of(storeOne(all.get(0), who)) : storeAll(all, who);
        openTransaction.hasCreatedSchedules();
        List<ScheduleRow> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            rows.add(stored.get(i).row(all.get(i).definition(), who));
        }
        return rows;
    }

    private Stored storeOne(NewSchedule schedule, String who) {
        List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(values(schedule, who)));
        parameters.add(who);
        parameters.add(schedule.asked().toString());
        String statement = NOTED.formatted(insert());
        return database.inCurrent(connection -> Jdbc.one(connection, statement, Stored::of, parameters.toArray()))
                .orElseThrow();
    }

    private List<Stored> storeAll(List<NewSchedule> all, String who) {
        List<Stored> stored = database.inCurrent(connection -> Jdbc.insert(
                connection,
                insert(),
                MADE,
                Stored::of,
                all.stream().map(each -> values(each, who)).toList()));
        List<Audit.Entry> entries = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            entries.add(new Audit.Entry(
                    Act.CREATE,
                    AuditSubject.SCHEDULE,
                    stored.get(i).id(),
                    null,
                    all.get(i).asked()));
        }
        audit.noteAll(entries);
        return stored;
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
