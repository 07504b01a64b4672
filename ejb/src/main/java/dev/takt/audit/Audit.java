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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down who did what, in the caller's transaction. */
@ApplicationScoped
@Unproxied
public class Audit {
    /** One statement however many entries: as many statements as entries would halve what can be created in bulk. */
    private static final String INSERT = """
            INSERT INTO takt_audit (at, who, act, subject_kind, subject, before_act, after_act)
            SELECT %s, CAST(? AS varchar), e.act, e.subject_kind, e.subject, e.before_act, e.after_act
            FROM unnest(CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY),
                    CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))
                AS e (act, subject_kind, subject, before_act, after_act)""";

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
        if (entries.isEmpty()) {
            return;
        }
        String insert = INSERT.formatted(database.sql().nowExpression());
        int unused = database.inCurrent(connection -> Jdbc.update(
                connection,
                insert,
                caller.name(),
                column(entries, entry -> entry.act().name()),
                column(entries, entry -> entry.kind().name()),
                column(entries, entry -> entry.subject().toString()),
                column(entries, entry -> text(entry.before())),
                column(entries, entry -> text(entry.after()))));
    }

    private static @Nullable String[] column(List<Entry> entries, Function<Entry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable JsonObject fields) {
        return fields == null ? null : fields.toString();
    }
}
