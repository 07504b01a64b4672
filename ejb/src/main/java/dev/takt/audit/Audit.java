package dev.takt.audit;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.config.Caller;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down who did what, in the caller's transaction. */
@ApplicationScoped
@Unproxied
public class Audit {
    private static final String INSERT = "INSERT INTO takt_audit (at, who, act, subject_kind, subject, before_act,"
            + " after_act) VALUES (%s, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Caller caller;

    @Inject
    Audit(Database database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * An act, with what it changed.
     *
     * @param act what was done
     * @param kind what the subject is
     * @param subject its id or name
     * @param before the fields that were changed or deleted, or null
     * @param after the fields that were made or changed, or null
     */
    public record Entry(
            Act act,
            AuditSubject kind,
            Object subject,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {}

    /**
     * Notes one act.
     *
     * @param act what was done
     * @param kind what the subject is
     * @param subject its id or name
     * @param before the fields that were changed or deleted, or null
     * @param after the fields that were made or changed, or null
     */
    public void note(
            Act act, AuditSubject kind, Object subject, @Nullable JsonObject before, @Nullable JsonObject after) {
        noteAll(List.of(new Entry(act, kind, subject, before, after)));
    }

    /**
     * Notes several acts in one round trip.
     *
     * @param entries in their order
     */
    public void noteAll(List<Entry> entries) {
        String who = caller.name();
        String insert = INSERT.formatted(database.sql().nowExpression());
        int[] unused = database.inCurrent(connection -> Jdbc.batch(
                connection,
                insert,
                entries.stream().map(entry -> values(entry, who)).toList()));
    }

    private static @Nullable Object[] values(Entry entry, String who) {
        return new @Nullable Object[] {
            who,
            entry.act().name(),
            entry.kind().name(),
            entry.subject().toString(),
            entry.before() == null ? null : entry.before().toString(),
            entry.after() == null ? null : entry.after().toString()
        };
    }
}
