package dev.takt.audit;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Page;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists what has been written down. */
@ApplicationScoped
public class AuditEntries {
    /** How many entries a page looks at for what no index finds. */
    static final int REACH = 100_000;

    private final Database database;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected AuditEntries() {
        this(null);
    }

    @Inject
    AuditEntries(Database database) {
        this.database = database;
    }

    /**
     * Lists entries, newest first: those on one subject by an index, others by a look at no more than {@link #REACH}.
     *
     * @param query which ones
     * @return one page
     */
    public Page<AuditEntry> list(AuditQuery query) {
        return database.inCurrent(connection -> list(connection, query));
    }

    private static Page<AuditEntry> list(Connection connection, AuditQuery query) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        String reached = reached(query, parameters);
        @Nullable Object[] last = with(parameters, 1, REACH - 1);
        parameters.add(REACH);
        StringBuilder sql = new StringBuilder("SELECT * FROM (" + reached + ") AS reached WHERE 1 = 1");
        if (query.subject() == null) {
            restrict(sql, parameters, "subject_kind = ?", query.subjectKind());
        }
        restrict(sql, parameters, "who = ?", query.who());
        restrict(sql, parameters, "act = ?", query.act());
        List<AuditEntry> entries = Jdbc.query(
                connection,
                sql.append(" ORDER BY id DESC LIMIT ?").toString(),
                AuditEntries::entry,
                with(parameters, query.limit() + 1));
        if (entries.size() > query.limit()) {
            return new Page<>(
                    entries.subList(0, query.limit()),
                    entries.get(query.limit() - 1).id());
        }
        return new Page<>(
                entries,
                Jdbc.one(connection, reached + " OFFSET ?", row -> row.getLong("id"), last)
                        .orElse(null));
    }

    /** What the key or the index of subjects finds. */
    private static String reached(AuditQuery query, List<@Nullable Object> parameters) {
        StringBuilder sql = new StringBuilder("SELECT * FROM takt_audit WHERE 1 = 1");
        if (query.subject() != null) {
            restrict(sql, parameters, "subject_kind = ?", query.subjectKind());
            restrict(sql, parameters, "subject = ?", query.subject());
        }
        restrict(sql, parameters, "id < ?", query.before());
        return sql.append(" ORDER BY id DESC LIMIT ?").toString();
    }

    private static @Nullable Object[] with(List<@Nullable Object> parameters, Object... more) {
        List<@Nullable Object> all = new ArrayList<>(parameters);
        Collections.addAll(all, more);
        return all.toArray();
    }

    private static void restrict(
            StringBuilder sql, List<@Nullable Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            parameters.add(value instanceof Enum<?> choice ? choice.name() : value);
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Objects.requireNonNull(Jdbc.instant(row, "at")),
                row.getString("who"),
                Act.valueOf(row.getString("act")),
                AuditSubject.valueOf(row.getString("subject_kind")),
                row.getString("subject"),
                row.getString("before_act"),
                row.getString("after_act"));
    }
}
