package dev.takt.web.security;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskQuery;
import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages, REST and other applications do what the caller's role includes, whatever any of them has asked before; and hides values
 * from viewers, if that is configured. Needs the role takt-admin for what is not listed.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class CallersScheduler {
    static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("find", Role.VIEWER),
            Map.entry("fetch", Role.VIEWER),
            Map.entry("schedules", Role.VIEWER),
            Map.entry("tasks", Role.VIEWER),
            Map.entry("group", Role.VIEWER),
            Map.entry("preview", Role.VIEWER),
            Map.entry("missed", Role.VIEWER),
            Map.entry("functions", Role.VIEWER),
            Map.entry("hooks", Role.VIEWER),
            Map.entry("status", Role.VIEWER),
            Map.entry("audit", Role.VIEWER),
            Map.entry("overview", Role.VIEWER),
            Map.entry("latestOutcomes", Role.VIEWER),
            Map.entry("runStats", Role.VIEWER),
            Map.entry("runStatsByFunction", Role.VIEWER),
            Map.entry("pause", Role.OPERATOR),
            Map.entry("resume", Role.OPERATOR),
            Map.entry("runNow", Role.OPERATOR),
            Map.entry("cancel", Role.OPERATOR),
            Map.entry("retry", Role.OPERATOR),
            Map.entry("drain", Role.OPERATOR),
            Map.entry("undrain", Role.OPERATOR),
            Map.entry("resize", Role.OPERATOR));

    static final Set<String> READS_OF_GROUPS = Set.of("name", "count", "fetch", "await", "results");

    @Inject
    private Scheduler scheduler;

    @Inject
    private Caller caller;

    /** Asked for only when somebody calls: a refused configuration is no reason to refuse the deployment too. */
    @Inject
    private Instance<TaktConfig> config;

    /** What is injected as {@code @ForCaller Scheduler}. */
    @Produces
    @ForCaller
    Scheduler forCaller() {
        return guarded(Scheduler.class, scheduler, caller::is, this::hidesValues);
    }

    /** The same for somebody who has logged in otherwise than by a request. */
    Scheduler of(Account account) {
        return guarded(Scheduler.class, scheduler, account.role()::includes, this::hidesValues);
    }

    private boolean hidesValues() {
        return config.get().hideValues();
    }

    static <T> T guarded(Class<T> type, T open, Predicate<Role> has, BooleanSupplier hidesValues) {
        return type.cast(Proxy.newProxyInstance(
                CallersScheduler.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(open, has, hidesValues, method, arguments)));
    }

    private static @Nullable Object call(
            Object open,
            Predicate<Role> has,
            BooleanSupplier hidesValues,
            Method method,
            @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(open, arguments);
        }
        Role needed = roleFor(method);
        if (!has.test(needed)) {
            throw new RefusedException("This needs the role " + needed.roleName());
        }
        boolean hides = !has.test(Role.OPERATOR) && hidesValues.getAsBoolean();
        if (hides && arguments != null && arguments[0] instanceof TaskQuery query && query.text() != null) {
            throw new RefusedException("Results are hidden from viewers, and so they cannot look for them");
        }
        try {
            Object result = method.invoke(open, arguments);
            Object shown = hides ? Hidden.in(result) : result;
            return shown instanceof TaskGroup group ? guarded(TaskGroup.class, group, has, hidesValues) : shown;
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNull(thrown.getCause());
        }
    }

    /** Of a group everything can be read but what deletes its tasks. */
    static Role roleFor(Method method) {
        boolean reads = method.getDeclaringClass() == TaskGroup.class && READS_OF_GROUPS.contains(method.getName());
        return reads ? Role.VIEWER : ROLES.getOrDefault(method.getName(), Role.ADMIN);
    }
}
