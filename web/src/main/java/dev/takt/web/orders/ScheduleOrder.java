package dev.takt.web.orders;

import dev.takt.api.Missed;
import dev.takt.api.Scheduler;
import dev.takt.web.security.Role;
import java.util.Optional;
import java.util.function.BiFunction;

/** What can be ordered for a schedule. */
enum ScheduleOrder implements Order {
    RUN("run", Role.OPERATOR, Scheduler::runNow),
    PAUSE("pause", Role.OPERATOR, Scheduler::pause),
    RESUME("resume", Role.OPERATOR, (scheduler, id) -> scheduler.resume(id, Missed.SKIP)),
    RESUME_BY_RULE("resumeByRule", Role.OPERATOR, (scheduler, id) -> scheduler.resume(id, Missed.BY_RULE)),
    DELETE("delete", Role.ADMIN, (scheduler, id) -> {
        scheduler.delete(id);
        return id;
    });

    private final String button;
    private final Role role;
    private final BiFunction<Scheduler, Long, Object> order;

    ScheduleOrder(String button, Role role, BiFunction<Scheduler, Long, Object> order) {
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
        return order.apply(scheduler, id);
    }

    @Override
    public Optional<String> leadsTo(String page) {
        return this == DELETE && page.equals("/schedule.xhtml") ? Optional.of("/schedules") : Optional.empty();
    }
}
