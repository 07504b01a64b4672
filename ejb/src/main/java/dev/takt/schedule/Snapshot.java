package dev.takt.schedule;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Objects;

/** A schedule as the audit shows it, before an act and after it. */
final class Snapshot {
    private Snapshot() {}

    /** Its definition, and where it stands. */
    static JsonObject of(ScheduleRow row) {
        return Json.createObjectBuilder(definition(row))
                .add("nextRun", row.nextRun().toString())
                .add("repeats", row.repeats())
                .build();
    }

    /** A row that was made by hand may say anything. */
    private static JsonObject definition(ScheduleRow row) {
        try {
            return row.definition().toJson();
        } catch (RuntimeException unreadable) {
            return Json.createObjectBuilder().add("func", row.func()).build();
        }
    }

    /** The fields of the one that the other does not have, or has otherwise. */
    static JsonObject where(JsonObject one, JsonObject other) {
        JsonObjectBuilder differing = Json.createObjectBuilder();
        one.forEach((field, value) -> {
            if (!Objects.equals(value, other.get(field))) {
                differing.add(field, value);
            }
        });
        return differing.build();
    }
}
