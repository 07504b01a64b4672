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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists what has been written down. */
@ApplicationScoped
public class AuditEntries {
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
     * Lists entries, newest first.
     *
     * @param query which ones
     * @return one page
     */
    public Page<AuditEntry> list(AuditQuery query) {
        StringBuilder sql = new StringBuilder("SELECT * FROM takt_audit WHERE 1 = 1");
        List<@Nullable Object> parameters = new ArrayList<>();
        restrict(sql, parameters, "subject_kind = ?", query.subjectKind());
        restrict(sql, parameters, "subject = ?", query.subject());
        restrict(sql, parameters, "who = ?", query.who());
        restrict(sql, parameters, "act = ?", query.act());
        restrict(sql, parameters, "id < ?", query.before());
        parameters.add(query.limit() + 1);
        String page = sql.append(" ORDER BY id DESC LIMIT ?").toString();
        List<AuditEntry> entries = database.inCurrent(
                connection -> Jdbc.query(connection, page, AuditEntries::entry, parameters.toArray()));
        return entries.size() <= query.limit()
                ? new Page<>(entries, null)
                : new Page<>(
                        entries.subList(0, query.limit()),
                        entries.get(query.limit() - 1).id());
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
