package dev.takt.schedule;

import dev.takt.api.DefaultSchedule;
import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import dev.takt.run.FunctionRegistry;
import dev.takt.run.RegisteredFunction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the schedules that functions declare, when this node has started. */
@ApplicationScoped
public class DefaultSchedulesAtStart {
    private static final Logger LOG = Logger.getLogger(DefaultSchedulesAtStart.class.getName());

    private final FunctionRegistry functions;
    private final Scheduler scheduler;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected DefaultSchedulesAtStart() {
        this(null, null);
    }

    @Inject
    DefaultSchedulesAtStart(FunctionRegistry functions, Scheduler scheduler) {
        this.functions = functions;
        this.scheduler = scheduler;
    }

    /** Before applications hear of the start: they find their schedules made. */
    void declareAll(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) SchedulerStarted event) {
        functions.all().stream()
                .sorted(Comparator.comparing(RegisteredFunction::name))
                .forEach(function -> function.defaultSchedules().forEach(wanted -> declare(function.name(), wanted)));
    }

    private void declare(String func, DefaultSchedule wanted) {
        String name = wanted.name().isEmpty() ? func : wanted.name();
        try {
            Schedule schedule = scheduler.createOrUpdate(name, Declared.call(func, wanted));
            schedule.warnings()
                    .forEach(warning -> LOG.log(
                            Level.INFO, "TAKT-109 @DefaultSchedule {0} of {1}: {2}", new Object[] {name, func, warning
                            }));
        } catch (RuntimeException refused) {
            LOG.log(Level.SEVERE, "TAKT-110 @DefaultSchedule {0} of {1} is refused: {2}", new Object[] {
                name, func, refused.getMessage()
            });
        }
    }
}
