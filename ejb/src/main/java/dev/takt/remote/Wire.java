package dev.takt.remote;

import dev.takt.api.Call;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java's values as JSON and back, by Jakarta JSON Binding: records by their components, a call by its fields. */
final class Wire {
    static final JsonProvider JSON = JsonProvider.provider();

    private static final Jsonb BINDING = JsonbBuilder.create(new JsonbConfig().withAdapters(new ByFields()));

    private Wire() {}

    static JsonValue write(@Nullable Object value, Type type) {
        return value == null ? JsonValue.NULL : parse(BINDING.toJson(value, type));
    }

    /** Nothing is nothing, but for an Optional, which is empty then. */
    static @Nullable Object read(JsonValue json, Type type) {
        boolean isNothing = json.getValueType() == JsonValue.ValueType.NULL
                && !(type instanceof ParameterizedType generic && generic.getRawType() == Optional.class);
        return isNothing ? null : BINDING.fromJson(json.toString(), type);
    }

    static JsonObject object(String json) {
        return parse(json).asJsonObject();
    }

    private static JsonValue parse(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    /** What a call says, unchecked as it is. */
    public static final class ByFields implements JsonbAdapter<Call, JsonObject> {
        @Override
        public JsonObject adaptToJson(Call call) {
            return call.fields();
        }

        @Override
        public Call adaptFromJson(JsonObject fields) {
            return Call.ofFields(fields);
        }
    }
}
