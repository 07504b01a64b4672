package dev.takt.web.security;

import dev.takt.api.AuditEntry;
import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskGroup;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Views without the values of arguments and results, for readers who are not to see them. */
final class Hidden {
    /** As JSON: what is stored there is. */
    private static final String VALUE = "\"hidden\"";

    /** Where a message is, which often repeats the values that it is about. */
    private static final String TEXT = "hidden";

    private Hidden() {}

    static @Nullable Object in(@Nullable Object shown) {
        if (shown instanceof Schedule schedule) {
            return in(schedule);
        }
        if (shown instanceof Task task) {
            return in(task);
        }
        if (shown instanceof AuditEntry entry) {
            return in(entry);
        }
        if (shown instanceof Page<?> page) {
            return new Page<>(page.items().stream().map(Hidden::in).toList(), page.next(), page.after());
        }
        if (shown instanceof List<?> list) {
            return list.stream().map(Hidden::in).toList();
        }
        if (shown instanceof Optional<?> some) {
            return some.map(Hidden::in);
        }
        return shown instanceof TaskGroup group ? in(group) : shown;
    }

    private static @Nullable String value(@Nullable String stored) {
        return stored == null ? null : VALUE;
    }

    private static Schedule in(Schedule shown) {
        return new Schedule(
                shown.id(),
                shown.version(),
                shown.generation(),
                shown.name(),
                shown.func(),
                shown.hook(),
                value(shown.args()),
                value(shown.kwargs()),
                shown.type(),
                shown.every(),
                shown.minutes(),
                shown.cron(),
                shown.keepDay(),
                shown.zone(),
                shown.repeats(),
                shown.nextRun(),
                shown.movedFrom(),
                shown.until(),
                shown.catchUp(),
                shown.maxLateness(),
                shown.overlap(),
                shown.jitter(),
                shown.successWithin(),
                shown.failingAfter(),
                shown.paused(),
                shown.cluster(),
                shown.group(),
                shown.taskName(),
                shown.timeout(),
                shown.maxAttempts(),
                shown.retryDelay(),
                shown.priority(),
                shown.save(),
                shown.intendedDateKwarg(),
                shown.state(),
                shown.broken() == null ? null : TEXT,
                shown.lastTask(),
                shown.lastRun(),
                shown.success(),
                shown.lastSuccess(),
                shown.failuresInARow(),
                shown.overdueSince(),
                shown.createdAt(),
                shown.createdBy(),
                shown.updatedAt(),
                shown.updatedBy(),
                shown.warnings());
    }

    private static Task in(Task shown) {
        return new Task(
                shown.id(),
                shown.schedule(),
                shown.generation(),
                shown.slot(),
                shown.name(),
                shown.group(),
                shown.func(),
                value(shown.args()),
                value(shown.kwargs()),
                shown.hook(),
                shown.state(),
                shown.node(),
                shown.failures(),
                shown.losses(),
                shown.takeOvers(),
                shown.queuedAt(),
                shown.startedAt(),
                shown.finishedAt(),
                value(shown.result()),
                in(shown.error()),
                shown.hookError() == null ? null : TEXT,
                shown.skippedLast(),
                shown.skippedCount(),
                shown.retryOf());
    }

    private static @Nullable TaskError in(@Nullable TaskError shown) {
        return shown == null ? null : new TaskError(shown.type(), TEXT, null);
    }

    private static AuditEntry in(AuditEntry shown) {
        return new AuditEntry(
                shown.id(),
                shown.at(),
                shown.who(),
                shown.act(),
                shown.subjectKind(),
                shown.subject(),
                value(shown.before()),
                value(shown.after()));
    }

    /** Its numbers are shown; its results are as many texts that say nothing. */
    private static TaskGroup in(TaskGroup shown) {
        return (TaskGroup) Proxy.newProxyInstance(
                Hidden.class.getClassLoader(),
                new Class<?>[] {TaskGroup.class},
                (proxy, method, arguments) -> called(shown, method, arguments));
    }

    private static @Nullable Object called(TaskGroup shown, Method method, @Nullable Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        return method.getName().equals("results") ? List.of() : in(method.invoke(shown, arguments));
    }
}
