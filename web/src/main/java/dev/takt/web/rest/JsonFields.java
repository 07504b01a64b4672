package dev.takt.web.rest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making, in which a field without a value is there and null. */
final class JsonFields {
    static final JsonProvider JSON = JsonProvider.provider();

    private final JsonObjectBuilder fields = JSON.createObjectBuilder();

    JsonFields text(String name, @Nullable String value) {
        return json(name, value == null ? null : JSON.createValue(value));
    }

    JsonFields name(String name, @Nullable Enum<?> value) {
        return text(name, value == null ? null : value.name());
    }

    /** In ISO-8601. */
    JsonFields time(String name, @Nullable Temporal value) {
        return text(name, value == null ? null : value.toString());
    }

    /** In ISO-8601. */
    JsonFields duration(String name, @Nullable Duration value) {
        return text(name, value == null ? null : value.toString());
    }

    JsonFields number(String name, @Nullable Number value) {
        return json(name, value == null ? null : JSON.createValue(value.longValue()));
    }

    /** As text: the 63 bits of a node's id are more than the numbers of a browser can hold. */
    JsonFields node(String name, @Nullable Long id) {
        return text(name, id == null ? null : Long.toString(id));
    }

    JsonFields flag(String name, @Nullable Boolean value) {
        return json(name, value == null ? null : value ? JsonValue.TRUE : JsonValue.FALSE);
    }

    JsonFields json(String name, @Nullable JsonValue value) {
        fields.add(name, value == null ? JsonValue.NULL : value);
        return this;
    }

    <T> JsonFields list(String name, Collection<T> values, Function<T, JsonValue> toJson) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.stream().map(toJson).forEach(array::add);
        return json(name, array.build());
    }

    JsonObject build() {
        return fields.build();
    }
}
