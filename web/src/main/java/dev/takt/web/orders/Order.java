package dev.takt.web.orders;

import dev.takt.api.Missed;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.web.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a button orders for a schedule, a task or a node. Wants the role that REST wants for the same. */
enum Order {
    RUN("run", Role.OPERATOR, Scheduler::runNow),
    PAUSE("pause", Role.OPERATOR, Scheduler::pause),
    RESUME("resume", Role.OPERATOR, (scheduler, id) -> scheduler.resume(id, Missed.SKIP)),
    RESUME_BY_RULE("resumeByRule", Role.OPERATOR, (scheduler, id) -> scheduler.resume(id, Missed.BY_RULE)),
    DELETE("delete", Role.ADMIN, (scheduler, id) -> {
        scheduler.delete(id.longValue());
        return id;
    }),
    RETRY("retry", Role.OPERATOR, (scheduler, id) -> scheduler.retry(new TaskId(id))),
    CANCEL("cancel", Role.OPERATOR, (scheduler, id) -> scheduler.cancel(new TaskId(id))),
    DELETE_TASK("deleteTask", Role.ADMIN, (scheduler, id) -> {
        if (!scheduler.delete(new TaskId(id))) {
            throw new NoSuchTaskException(new TaskId(id));
        }
        return id;
    }),
    DRAIN("drain", Role.OPERATOR, (scheduler, id) -> {
        scheduler.drain(id);
        return id;
    }),
    UNDRAIN("undrain", Role.OPERATOR, (scheduler, id) -> {
        scheduler.undrain(id);
        return id;
    });

    static final List<Order> FOR_SCHEDULES = List.of(RUN, PAUSE, RESUME, RESUME_BY_RULE, DELETE);
    static final List<Order> FOR_NODES = List.of(DRAIN, UNDRAIN);
    static final List<Order> FOR_TASKS = List.of(RETRY, CANCEL, DELETE_TASK);

    private final String button;
    private final Role role;
    private final BiFunction<Scheduler, Long, Object> deed;

    Order(String button, Role role, BiFunction<Scheduler, Long, Object> deed) {
        this.button = button;
        this.role = role;
        this.deed = deed;
    }

    static Optional<Order> named(String button) {
        return Arrays.stream(values())
                .filter(order -> order.button.equals(button))
                .findFirst();
    }

    /** The name of the button. */
    String button() {
        return button;
    }

    Role role() {
        return role;
    }

    /**
     * Does it.
     *
     * @return what became of it
     */
    Object carryOut(Scheduler scheduler, long id) {
        return deed.apply(scheduler, id);
    }

    /** The page that shows what is left, if the one that it was ordered at is gone with its subject. */
    Optional<String> leadsTo(String page) {
        return switch (this) {
            case DELETE -> page.equals("/schedule.xhtml") ? Optional.of("/schedules") : Optional.empty();
            case DELETE_TASK -> page.equals("/task.xhtml") ? Optional.of("/tasks") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
