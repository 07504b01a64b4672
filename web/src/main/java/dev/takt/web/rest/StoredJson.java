package dev.takt.web.rest;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as it stands in the tables, where it may also be what a person typed in SQL. */
final class StoredJson {
    private StoredJson() {}

    /** A JSON array, or its elements without brackets; if it is neither, the text itself. */
    static @Nullable JsonValue arguments(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return parsed(text.strip().startsWith("[") ? text : "[" + text + "]").orElseGet(() -> asText(text));
    }

    /** Any JSON value; if it is none, the text itself. */
    static @Nullable JsonValue value(@Nullable String text) {
        return text == null ? null : parsed(text).orElseGet(() -> asText(text));
    }

    private static Optional<JsonValue> parsed(String text) {
        try (JsonReader reader = JsonFields.JSON.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }

    private static JsonValue asText(String text) {
        return JsonFields.JSON.createValue(text);
    }
}
