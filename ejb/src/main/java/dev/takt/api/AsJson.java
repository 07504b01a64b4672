package dev.takt.api;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Java's values as JSON. */
final class AsJson {
    /** Kept: to look it up takes longer than to build an object. */
    static final JsonProvider PROVIDER = JsonProvider.provider();

    private static final Jsonb BINDING = JsonbBuilder.create();

    private AsJson() {}

    /** The common ones without the binding. */
    static JsonValue of(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof String text) {
            return PROVIDER.createValue(text);
        }
        if (value instanceof Integer number) {
            return PROVIDER.createValue(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        try (JsonReader reader = PROVIDER.createReader(new StringReader(BINDING.toJson(value)))) {
            return reader.readValue();
        }
    }
}
