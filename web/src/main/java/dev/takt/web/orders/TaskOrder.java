package dev.takt.web.orders;

import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.web.security.Role;
import java.util.Optional;
import java.util.function.BiFunction;

/** What can be ordered for a task. */
enum TaskOrder implements Order {
    RETRY("retry", Role.OPERATOR, Scheduler::retry),
    CANCEL("cancel", Role.OPERATOR, Scheduler::cancel),
    DELETE("deleteTask", Role.ADMIN, (scheduler, id) -> {
        if (!scheduler.delete(id)) {
            throw new NoSuchTaskException(id);
        }
        return id;
    });

    private final String button;
    private final Role role;
    private final BiFunction<Scheduler, TaskId, Object> order;

    TaskOrder(String button, Role role, BiFunction<Scheduler, TaskId, Object> order) {
        this.button = button;
        this.role = role;
        this.order = order;
    }

    @Override
    public String button() {
        return button;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public Object carryOut(Scheduler scheduler, long id) {
        return order.apply(scheduler, new TaskId(id));
    }

    @Override
    public Optional<String> leadsTo(String page) {
        return this == DELETE && page.equals("/task.xhtml") ? Optional.of("/tasks") : Optional.empty();
    }
}
