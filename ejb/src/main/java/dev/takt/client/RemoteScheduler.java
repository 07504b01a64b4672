package dev.takt.client;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskGroup;
import dev.takt.remote.Answer;
import dev.takt.remote.Question;
import dev.takt.remote.SchedulerCalls;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns each call into JSON for the one remote method, and the answer into what the call returns or throws. */
final class RemoteScheduler {
    private final Supplier<SchedulerCalls> calls;
    private final String user;
    private final String password;

    /**
     * Calls in somebody's name.
     *
     * @param calls asked for each call, since takt.ear may be another than it was
     * @param user of takt.ear
     * @param password the user's
     */
    RemoteScheduler(Supplier<SchedulerCalls> calls, String user, String password) {
        this.calls = calls;
        this.user = user;
        this.password = password;
    }

    Scheduler scheduler() {
        return proxy(
                Scheduler.class,
                (method, arguments) -> method.getReturnType() == TaskGroup.class
                        ? group((String) Objects.requireNonNull(arguments[0]))
                        : ask(method, null, arguments));
    }

    private TaskGroup group(String name) {
        return proxy(TaskGroup.class, (method, arguments) -> switch (method.getName()) {
            case "name" -> name;
            case "results" -> results(ask(method, name, arguments), (Class<?>) Objects.requireNonNull(arguments[0]));
            default -> ask(method, name, arguments);
        });
    }

    private static List<@Nullable Object> results(@Nullable Object came, Class<?> type) {
        List<@Nullable Object> results = new ArrayList<>();
        for (Object result : (List<?>) Objects.requireNonNull(came)) {
            results.add(Answer.result((JsonValue) result, type));
        }
        return results;
    }

    private @Nullable Object ask(Method method, @Nullable String group, @Nullable Object[] arguments) {
        return Answer.read(
                answer(Question.of(user, password, method, group, arguments).json()), method);
    }

    private String answer(String question) {
        SchedulerCalls there = calls.get();
        try {
            return there.call(question);
        } catch (RuntimeException lost) {
            SchedulerUnavailableException away =
                    new SchedulerUnavailableException("Takt has not answered: " + lost.getMessage());
            away.initCause(lost);
            throw away;
        }
    }

    private interface Called {
        @Nullable
        Object by(Method method, @Nullable Object[] arguments);
    }

    private <T> T proxy(Class<T> type, Called called) {
        return type.cast(Proxy.newProxyInstance(
                RemoteScheduler.class.getClassLoader(), new Class<?>[] {type}, (me, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(me, method, arguments);
                    }
                    return called.by(method, arguments == null ? new Object[0] : arguments);
                }));
    }

    private Object ofObject(Object me, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> me == Objects.requireNonNull(arguments)[0];
            case "hashCode" -> System.identityHashCode(me);
            default -> "the scheduler of takt.ear, as " + user;
        };
    }
}
