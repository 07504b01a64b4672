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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores new schedules in the caller's transaction, one or many to a statement. By JDBC, since a persistence provider
 * asks for the key of each row, and for the time, on its own (docs/decisions/0012).
 */
@ApplicationScoped
@Unproxied
class NewSchedules {
    private static final String INSERT = "INSERT INTO takt_schedule (created_at, " + NewScheduleColumns.NAMES
            + ") VALUES (%1$s, " + NewScheduleColumns.PARAMETERS + ")";

    /** Where one statement can change two tables: a new schedule with its entry in the audit. */
    private static final String NOTED = """
            WITH made AS (%s RETURNING id, next_run, created_at),
            noted AS (
                INSERT INTO takt_audit (at, who, act, subject_kind, subject, after_act)
                SELECT created_at, ?, 'CREATE', 'SCHEDULE', id, ? FROM made)
            SELECT id, next_run, created_at FROM made""";

    /** The same for many; keys are given in the order of the rows. */
    private static final String ALL_NOTED = """
            WITH asked AS MATERIALIZED (
                SELECT nextval('takt_schedule_seq') AS new_id, a.*
                FROM unnest(%2$s, ?::text[]) AS a (%1$s, after_act)),
            made AS (
                INSERT INTO takt_schedule (id, created_at, %1$s)
                SELECT new_id, takt_now(), coalesce(next_run, takt_now()), %3$s FROM asked
                RETURNING id, next_run, created_at),
            noted AS (
                INSERT INTO takt_audit (at, who, act, subject_kind, subject, after_act)
                SELECT takt_now(), created_by, 'CREATE', 'SCHEDULE', new_id, after_act FROM asked)
            SELECT id, next_run, created_at FROM made ORDER BY id""".formatted(
                    NewScheduleColumns.NAMES,
                    NewScheduleColumns.ARRAYS,
                    NewScheduleColumns.NAMES.substring("next_run, ".length()));

    /** To a statement: more gains nothing, and its arrays have to be held in memory. */
    private static final int AT_ONCE = 1000;

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
     * @param who has asked for it
     */
    record NewSchedule(
            Definition definition,
            JsonObject asked,
            @Nullable Instant first,
            String who) {}

    /** Whether {@link #store} is one statement for as many as {@link #AT_ONCE}, and needs no transaction. */
    boolean storesAtOnce() {
        return database.sql().changesTablesAtOnce();
    }

    /** In their order; the audit learns of them. */
    List<ScheduleRow> store(List<NewSchedule> all) {
        List<Stored> stored = storesAtOnce() ? storeAtOnce(all) : storeEach(all);
        openTransaction.hasCreatedSchedules();
        List<ScheduleRow> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            rows.add(stored.get(i).row(all.get(i)));
        }
        return rows;
    }

    private List<Stored> storeAtOnce(List<NewSchedule> all) {
        if (all.size() == 1) {
            return List.of(storeOne(all.get(0)));
        }
        List<Stored> stored = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            stored.addAll(storeMany(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        return stored;
    }

    private Stored storeOne(NewSchedule schedule) {
        List<@Nullable Object> parameters = values(schedule);
        parameters.add(schedule.who());
        parameters.add(schedule.asked().toString());
        String statement = NOTED.formatted(insert());
        return database.inCurrent(connection -> Jdbc.one(connection, statement, Stored::of, parameters.toArray()))
                .orElseThrow();
    }

    private List<Stored> storeMany(List<NewSchedule> all) {
        List<String> types = new ArrayList<>(NewScheduleColumns.TYPES);
        types.add("text");
        List<List<@Nullable Object>> rows = new ArrayList<>(all.size());
        for (NewSchedule schedule : all) {
            List<@Nullable Object> row = values(schedule);
            row.add(schedule.asked().toString());
            rows.add(row);
        }
        return database.inCurrent(
                connection -> Jdbc.query(connection, ALL_NOTED, Stored::of, Jdbc.columns(connection, types, rows)));
    }

    private List<Stored> storeEach(List<NewSchedule> all) {
        List<Stored> stored = database.inCurrent(connection -> Jdbc.insert(
                connection,
                insert(),
                MADE,
                Stored::of,
                all.stream().map(schedule -> values(schedule).toArray()).toList()));
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

    private static List<@Nullable Object> values(NewSchedule schedule) {
        return NewScheduleColumns.values(schedule).collect(Collectors.toCollection(ArrayList::new));
    }

    private String insert() {
        String known = insert;
        if (known == null) {
            known = INSERT.formatted(database.sql().nowExpression());
            insert = known;
        }
        return known;
    }

    /** What the database made of a row. */
    private record Stored(long id, Instant nextRun, Instant createdAt) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong(1),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3).toInstant());
        }

        ScheduleRow row(NewSchedule schedule) {
            return new ScheduleRow(id, schedule.definition(), nextRun, createdAt, schedule.who());
        }
    }
}
