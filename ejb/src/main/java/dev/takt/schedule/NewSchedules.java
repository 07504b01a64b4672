package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.audit.Audit;
import dev.takt.config.NodeClock;
import dev.takt.config.Unproxied;
import dev.takt.sql.Columns;
import dev.takt.sql.Columns.Column;
import dev.takt.sql.Database;
import dev.takt.sql.GroupCommit;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores new schedules, in the caller's transaction or by themselves, one or many to a statement. By JDBC, since a provider
 * asks for the key of each row, and for the time, on its own (docs/decisions/0012).
 */
@ApplicationScoped
@Unproxied
class NewSchedules {
    private static final Columns<NewSchedule> ROW = NewScheduleColumns.ALL;

    private static final String INSERT = "INSERT INTO takt_schedule (" + ROW.names()
            + ", created_at, next_run) VALUES (" + ROW.parameters() + ", %1$s, COALESCE(?, %1$s))";

    private static final Columns<NewSchedule> ROW_AND_FIRST =
            ROW.and(new Column<>("first_run", "timestamptz", NewSchedule::first));

    /** With their entries in the audit. */
    private static final Columns<NewSchedule> ROW_AND_ENTRY = ROW_AND_FIRST.and(
            new Column<>("after_act", "text", schedule -> schedule.asked().toString()));

    /**
     * Where one statement can change two tables: new schedules with their entries in the audit. Keys are given in the order of
     * the rows.
     */
    private static final String INSERT_NOTED =
            """
            WITH asked AS MATERIALIZED (
                SELECT nextval('takt_schedule_seq') AS new_id, a.* FROM unnest(%2$s) AS a (%1$s)),
            made AS (
                INSERT INTO takt_schedule (id, created_at, next_run, %3$s)
                SELECT new_id, takt_now(), coalesce(first_run, takt_now()), %3$s FROM asked
                RETURNING id, next_run, created_at),
            noted AS (
                INSERT INTO takt_audit (at, who, act, subject_kind, subject, after_act)
                SELECT takt_now(), created_by, 'CREATE', 'SCHEDULE', new_id, after_act FROM asked)
            SELECT id, next_run, created_at FROM made ORDER BY id""".formatted(ROW_AND_ENTRY.names(), ROW_AND_ENTRY.arrayParameters(), ROW.names());

    /** To a statement: more gains nothing, and its arrays have to be held in memory. */
    private static final int AT_ONCE = 1000;

    private static final String[] MADE = {"id", "next_run", "created_at"};

    private final Database database;
    private final Audit audit;
    private final OpenTransaction openTransaction;
    private final GroupCommit<NewSchedule, ScheduleRow> groupCommit;
    private volatile @Nullable String insert;

    @Inject
    NewSchedules(Database database, Audit audit, OpenTransaction openTransaction, NodeClock clock) {
        this.database = database;
        this.audit = audit;
        this.openTransaction = openTransaction;
        this.groupCommit = new GroupCommit<>(this::store, clock);
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

    /** One for a caller who has no transaction, where {@link #storesAtOnce}. */
    ScheduleRow storeAlone(NewSchedule schedule) {
        return groupCommit.store(schedule);
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
        List<Stored> stored = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<NewSchedule> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            stored.addAll(database.inCurrent(connection ->
                    Jdbc.query(connection, INSERT_NOTED, Stored::of, ROW_AND_ENTRY.arrays(connection, some))));
        }
        return stored;
    }

    private List<Stored> storeEach(List<NewSchedule> all) {
        List<Stored> stored = database.inCurrent(connection -> Jdbc.insert(
                connection,
                insert(),
                MADE,
                Stored::of,
                all.stream().map(ROW_AND_FIRST::values).toList()));
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
