package dev.takt.run;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between JSON and Java. Numbers, texts and booleans are read strictly here, since a binder would round, parse or
 * default what does not fit; everything else is Jakarta JSON Binding's.
 */
final class JsonTypes {
    private static final Jsonb BINDING = JsonbBuilder.create();
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final Map<Class<?>, Function<JsonNumber, Object>> NUMBERS = Map.ofEntries(
            Map.entry(int.class, JsonNumber::intValueExact),
            Map.entry(Integer.class, JsonNumber::intValueExact),
            Map.entry(long.class, JsonNumber::longValueExact),
            Map.entry(Long.class, JsonNumber::longValueExact),
            Map.entry(short.class, number -> number.bigDecimalValue().shortValueExact()),
            Map.entry(Short.class, number -> number.bigDecimalValue().shortValueExact()),
            Map.entry(byte.class, number -> number.bigDecimalValue().byteValueExact()),
            Map.entry(Byte.class, number -> number.bigDecimalValue().byteValueExact()),
            Map.entry(double.class, JsonNumber::doubleValue),
            Map.entry(Double.class, JsonNumber::doubleValue),
            Map.entry(Number.class, JsonNumber::bigDecimalValue),
            Map.entry(float.class, number -> (float) number.doubleValue()),
            Map.entry(Float.class, number -> (float) number.doubleValue()),
            Map.entry(BigDecimal.class, JsonNumber::bigDecimalValue),
            Map.entry(BigInteger.class, JsonNumber::bigIntegerValueExact));

    private JsonTypes() {}

    /**
     * Reads a value as a type.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static @Nullable Object read(JsonValue value, Type type) {
        if (type instanceof Class<?> wanted) {
            if (value.getValueType() == JsonValue.ValueType.NULL) {
                return nullAs(wanted);
            }
            if (NUMBERS.containsKey(wanted)) {
                return number(value, wanted);
            }
            if (wanted == boolean.class || wanted == Boolean.class) {
                return trueOrFalse(value);
            }
            if (wanted == String.class) {
                return text(value, "a text");
            }
            if (wanted.isEnum()) {
                return constant(value, wanted);
            }
        }
        return bound(value, type);
    }

    /** JSON of what a function returned. */
    static @Nullable String write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "\"" + number + "\""; // JSON has no infinities
        }
        if (value instanceof Double || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String text) {
            return JSON.createValue(text).toString();
        }
        return BINDING.toJson(value);
    }

    private static @Nullable Object nullAs(Class<?> wanted) {
        if (wanted.isPrimitive()) {
            throw new IllegalArgumentException("a value of type " + wanted);
        }
        return null;
    }

    private static Object number(JsonValue value, Class<?> wanted) {
        String expected = "a number of type " + wanted.getSimpleName();
        if (value instanceof JsonNumber number) {
            try {
                return Objects.requireNonNull(NUMBERS.get(wanted)).apply(number);
            } catch (ArithmeticException doesNotFit) {
                throw new IllegalArgumentException(expected, doesNotFit);
            }
        }
        throw new IllegalArgumentException(expected);
    }

    private static boolean trueOrFalse(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static String text(JsonValue value, String expected) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException(expected);
    }

    private static Object constant(JsonValue value, Class<?> wanted) {
        String expected = "one of " + Arrays.toString(wanted.getEnumConstants());
        String name = text(value, expected);
        return Arrays.stream(wanted.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(expected));
    }

    private static @Nullable Object bound(JsonValue value, Type type) {
        try {
            return BINDING.fromJson(value.toString(), type);
        } catch (JsonbException | DateTimeException | ClassCastException e) {
            throw new IllegalArgumentException("a value of type " + type.getTypeName(), e);
        }
    }
}
