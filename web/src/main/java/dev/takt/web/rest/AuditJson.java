package dev.takt.web.rest;

import dev.takt.api.AuditEntry;
import jakarta.json.JsonObject;

/** An entry of the audit as JSON, its fields named and ordered as in {@link AuditEntry}. */
final class AuditJson {
    private AuditJson() {}

    static JsonObject of(AuditEntry entry) {
        return new JsonFields()
                .number("id", entry.id())
                .time("at", entry.at())
                .text("who", entry.who())
                .name("act", entry.act())
                .name("subjectKind", entry.subjectKind())
                .text("subject", entry.subject())
                .json("before", StoredJson.value(entry.before()))
                .json("after", StoredJson.value(entry.after()))
                .build();
    }
}
