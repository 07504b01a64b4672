package dev.takt.audit;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Page;
import dev.takt.sql.Condition;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists what has been written down. */
@ApplicationScoped
public class AuditEntries {
    /** How many entries a page looks at for what no index finds. */
    static final int REACH = 100_000;

    private static final String ORDER = " ORDER BY id DESC";

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
        Condition reached = reached(query);
        Condition sifted = new Condition()
                .andIf("subject_kind = ?", query.subject() == null ? query.subjectKind() : null)
                .andIf("who = ?", query.who())
                .andIf("act = ?", query.act());
        Condition page = Condition.sifted("*", reached, sifted, ORDER + " LIMIT " + (query.limit() + 1));
        List<AuditEntry> entries = Jdbc.query(connection, page.sql(), AuditEntries::entry, page.parameters());
        if (entries.size() > query.limit()) {
            return new Page<>(
                    entries.subList(0, query.limit()),
                    entries.get(query.limit() - 1).id());
        }
        return new Page<>(entries, beyondReach(connection, reached));
    }

    /** What the key or the index of subjects finds. */
    private static Condition reached(AuditQuery query) {
        Condition subject = query.subject() == null
                ? new Condition()
                : new Condition().andIf("subject_kind = ?", query.subjectKind()).andIf("subject = ?", query.subject());
        return subject.andIf("id < ?", query.before())
                .within("SELECT * FROM takt_audit WHERE ", ORDER + " LIMIT " + REACH);
    }

    /** The last id that was looked at, if there are more behind it. */
    private static @Nullable Long beyondReach(Connection connection, Condition reached) throws SQLException {
        Condition last = Condition.sifted("id", reached, new Condition(), ORDER + " LIMIT 1 OFFSET " + (REACH - 1));
        return Jdbc.one(connection, last.sql(), row -> row.getLong("id"), last.parameters())
                .orElse(null);
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
