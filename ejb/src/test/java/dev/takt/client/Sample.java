package dev.takt.client;

import dev.takt.api.Call;
import dev.takt.api.Page;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some value of a type, with all of its fields or with those only that cannot be null. */
final class Sample {
    private static final Map<Class<?>, Object> PLAIN = Map.ofEntries(
            Map.entry(long.class, Long.MAX_VALUE - 7),
            Map.entry(Long.class, Long.MAX_VALUE - 7),
            Map.entry(int.class, 42),
            Map.entry(Integer.class, 42),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(String.class, "a \"text\" \u00fc"),
            Map.entry(Instant.class, Instant.parse("2026-11-26T07:00:00.123456Z")),
            Map.entry(LocalDateTime.class, LocalDateTime.parse("2026-11-26T07:00:00.123456")),
            Map.entry(Duration.class, Duration.ofMillis(1_234_567)));

    private Sample() {}

    static Object of(Type type, boolean everyField) {
        if (type instanceof ParameterizedType generic) {
            return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), everyField);
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (plain == void.class) {
            return null;
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[plain.getEnumConstants().length - 1];
        }
        if (plain.isArray()) {
            return array(plain.getComponentType(), everyField);
        }
        if (plain == Call.class) {
            return Call.call("math.pow", 2, null, 2.5)
                    .kwarg("to", List.of("a", 1))
                    .daily();
        }
        if (plain.isRecord()) {
            return made(canonical(plain), everyField);
        }
        throw new AssertionError("What is a sample of " + type + "?");
    }

    private static Object of(Class<?> whole, Type[] parts, boolean everyField) {
        if (whole == List.class || whole == Collection.class) {
            return everyField ? List.of(of(parts[0], true)) : List.of();
        }
        if (whole == Optional.class) {
            return everyField ? Optional.of(of(parts[0], true)) : Optional.empty();
        }
        if (whole == Map.class) {
            return everyField ? Map.of(of(parts[0], true), of(parts[1], true)) : Map.of();
        }
        if (whole == Page.class) {
            return everyField ? new Page<>(List.of(of(parts[0], true)), 7L, "after") : new Page<>(List.of(), null);
        }
        throw new AssertionError("What is a sample of " + whole + "?");
    }

    private static Object array(Class<?> part, boolean everyField) {
        Object array = Array.newInstance(part, everyField ? 1 : 0);
        if (everyField) {
            Array.set(array, 0, of(part, true));
        }
        return array;
    }

    private static Constructor<?> canonical(Class<?> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object made(Constructor<?> constructor, boolean everyField) {
        try {
            return constructor.newInstance(Arrays.stream(constructor.getParameters())
                    .map(parameter -> isNullable(parameter) && !everyField
                            ? null
                            : of(parameter.getParameterizedType(), everyField))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNullable(Parameter parameter) {
        AnnotatedType type = parameter.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }
}
