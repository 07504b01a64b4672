package dev.takt.remote;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskGroup;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the scheduler's methods, or of one of a group of tasks.
 *
 * @param user who asks
 * @param password the user's
 * @param method of {@link Scheduler} or {@link TaskGroup}
 * @param group whose method it is, if it is a group's
 * @param arguments as JSON
 */
public record Question(
        String user,
        String password,
        Method method,
        @Nullable String group,
        JsonArray arguments) {
    /**
     * Puts a call into words.
     *
     * @param user who asks
     * @param password the user's
     * @param method of {@link Scheduler} or {@link TaskGroup}
     * @param group whose method it is, if it is a group's
     * @param arguments of the method, as many as it has parameters
     * @return what is to be sent
     */
    public static Question of(
            String user, String password, Method method, @Nullable String group, @Nullable Object... arguments) {
        JsonArrayBuilder all = Wire.JSON.createArrayBuilder();
        Type[] types = method.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            all.add(isOnlyOurs(method, i) ? JsonValue.NULL : Wire.write(arguments[i], types[i]));
        }
        return new Question(user, password, method, group, all.build());
    }

    /** The class that a caller wants results in is the caller's; here they are any JSON. */
    private static boolean isOnlyOurs(Method method, int parameter) {
        return method.getParameterTypes()[parameter] == Class.class;
    }

    /**
     * Reads what was sent.
     *
     * @param json by {@link #json()}
     * @return the call
     * @throws RuntimeException of any kind if it is none
     */
    public static Question read(String json) {
        JsonObject sent = Wire.object(json);
        return new Question(
                sent.getString("user"),
                sent.getString("password"),
                Operations.named(sent.getString("method")),
                sent.getString("group", null),
                sent.getJsonArray("arguments"));
    }

    /**
     * For the way.
     *
     * @return also the password, so not for any log
     */
    public String json() {
        JsonObjectBuilder sent = Wire.JSON
                .createObjectBuilder()
                .add("user", user)
                .add("password", password)
                .add("method", Operations.name(method))
                .add("arguments", arguments);
        if (group != null) {
            sent.add("group", group);
        }
        return sent.build().toString();
    }

    /**
     * The call's arguments.
     *
     * @return of the types of the method's parameters
     * @throws RuntimeException of any kind if they are not
     */
    public @Nullable Object[] values() {
        Type[] types = method.getGenericParameterTypes();
        if (arguments.size() != types.length) {
            throw new IllegalArgumentException(
                    Operations.name(method) + ": expected " + types.length + " arguments, were " + arguments.size());
        }
        @Nullable Object[] values = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = isOnlyOurs(method, i) ? JsonValue.class : Wire.read(arguments.get(i), types[i]);
        }
        return values;
    }

    /**
     * Calls it.
     *
     * @param scheduler whose method it is, or whose group's
     * @param values from {@link #values()}
     * @return what it returns
     */
    public @Nullable Object ask(Scheduler scheduler, @Nullable Object[] values) {
        Object whose = group == null ? scheduler : scheduler.group(group);
        try {
            return method.invoke(whose, values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) Objects.requireNonNull(thrown.getCause()); // the API has no checked ones
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return Operations.name(method) + " of " + user;
    }
}
