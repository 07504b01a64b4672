package dev.takt.remote;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskGroup;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be called: every method of the scheduler and of its groups, by a name that tells overloaded ones apart. */
final class Operations {
    private static final Map<String, Method> BY_NAME = Stream.of(Scheduler.class, TaskGroup.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .collect(Collectors.toUnmodifiableMap(Operations::name, Function.identity()));

    private Operations() {}

    /** Such as {@code Scheduler.preview(Call,int)}. */
    static String name(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ",", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
    }

    static Method named(String name) {
        Method method = BY_NAME.get(name);
        if (method == null) {
            throw new IllegalArgumentException("The scheduler has no method " + name);
        }
        return method;
    }
}
