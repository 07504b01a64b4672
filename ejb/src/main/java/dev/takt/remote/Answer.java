package dev.takt.remote;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a call has returned or thrown. */
public final class Answer {
    private static final String RETURNED = "returned";
    private static final String THROWN = "thrown";

    private Answer() {}

    /**
     * Puts a result into words.
     *
     * @param method that returned it
     * @param value what it returned
     * @return for the way
     */
    public static String returned(Method method, @Nullable Object value) {
        return Wire.JSON
                .createObjectBuilder()
                .add(RETURNED, Wire.write(value, type(method)))
                .build()
                .toString();
    }

    /**
     * Puts an exception into words.
     *
     * @param thrown of the API, or {@link SecurityException}, {@link IllegalArgumentException} or {@link IllegalStateException};
     *     any other one becomes the last of these
     * @return for the way
     */
    public static String thrown(RuntimeException thrown) {
        return Wire.JSON
                .createObjectBuilder()
                .add(THROWN, Thrown.write(thrown))
                .build()
                .toString();
    }

    /**
     * Reads what has come back.
     *
     * @param json by one of the two others
     * @param method that was called
     * @return what it returned
     * @throws RuntimeException what it threw
     */
    public static @Nullable Object read(String json, Method method) {
        JsonObject answer = Wire.object(json);
        if (answer.containsKey(THROWN)) {
            throw Thrown.read(answer.getJsonObject(THROWN));
        }
        return Wire.read(Objects.requireNonNull(answer.get(RETURNED)), type(method));
    }

    /**
     * Reads one of the results of a group, which come as any JSON.
     *
     * @param <T> the wanted type
     * @param result as it came
     * @param type the wanted type
     * @return null where a function returned nothing
     * @throws jakarta.json.bind.JsonbException if it is not of that type
     */
    @SuppressWarnings("unchecked") // Class.cast knows no primitive types
    public static <T> @Nullable T result(@Nullable JsonValue result, Class<T> type) {
        return result == null ? null : (T) Wire.read(result, type);
    }

    /** Of results whose class only the caller has: a list of any JSON. */
    private static Type type(Method method) {
        Type type = method.getGenericReturnType();
        return method.getTypeParameters().length == 0 ? type : new Generic(List.class, JsonValue.class);
    }

    private record Generic(Class<?> whole, Class<?> part) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {part};
        }

        @Override
        public Type getRawType() {
            return whole;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}
