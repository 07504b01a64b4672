package dev.takt.web.rest;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** JSON as it stands in the tables, where it may also be what a person typed in SQL. */
final class StoredJson {
    private StoredJson() {}

    /** A JSON array, or its elements without brackets; if it is neither, the text itself. */
    static @Nullable JsonValue arguments(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return value(text.strip().startsWith("[") ? text : "[" + text + "]", text);
    }

    /** Any JSON value; if it is none, the text itself. */
    static @Nullable JsonValue value(@Nullable String text) {
        return text == null ? null : value(text, text);
    }

    private static JsonValue value(String json, String text) {
        try {
            return StrictJson.read(json);
        } catch (RuntimeException notJson) { // nested too deeply is a plain one
            return JsonFields.JSON.createValue(text);
        }
    }
}
