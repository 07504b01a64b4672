package dev.takt.hook;

import dev.takt.api.ScheduleFailing;
import dev.takt.api.ScheduleOverdue;
import dev.takt.api.ScheduleRecovered;
import dev.takt.config.OfTakt;
import dev.takt.sql.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells observers, after the commit and on the executor, that a schedule needs attention or no longer does. */
@ApplicationScoped
public class Alerts {
    private static final Logger LOG = Logger.getLogger(Alerts.class.getName());

    private final Event<ScheduleOverdue> overdue;
    private final Event<ScheduleFailing> failing;
    private final Event<ScheduleRecovered> recovered;
    private final Executor executor;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Alerts() {
        this(null, null, null, null);
    }

    @Inject
    Alerts(
            Event<ScheduleOverdue> overdue,
            Event<ScheduleFailing> failing,
            Event<ScheduleRecovered> recovered,
            @OfTakt Executor executor) {
        this.overdue = overdue;
        this.failing = failing;
        this.recovered = recovered;
        this.executor = executor;
    }

    /**
     * Tells of a turn that recorded outcomes brought.
     *
     * @param turn committed
     */
    public void tell(Turn turn) {
        switch (turn.kind()) {
            case FAILING -> {
                LOG.log(Level.WARNING, "TAKT-402 Schedule {0} ({1}) is failing: {2} failures in a row", new Object[] {
                    Long.toString(turn.schedule()), turn.func(), turn.failuresInARow()
                });
                var event = new ScheduleFailing(turn.schedule(), turn.name(), turn.func(), turn.failuresInARow());
                onTheExecutor(turn.schedule(), () -> failing.fire(event));
            }
            case RECOVERED -> {
                var event = new ScheduleRecovered(turn.schedule(), turn.name(), turn.func());
                onTheExecutor(turn.schedule(), () -> recovered.fire(event));
            }
        }
    }

    /**
     * Tells that a schedule is overdue.
     *
     * @param event found and committed by this node
     */
    public void tell(ScheduleOverdue event) {
        LOG.log(Level.WARNING, "TAKT-403 Schedule {0} ({1}) is overdue: no success within {2}", new Object[] {
            Long.toString(event.schedule()), event.func(), event.within()
        });
        onTheExecutor(event.schedule(), () -> overdue.fire(event));
    }

    private void onTheExecutor(long schedule, Runnable fire) {
        try {
            executor.execute(() -> {
                try {
                    fire.run();
                } catch (RuntimeException | Error thrown) { // an observer may throw anything
                    LOG.log(
                            Level.WARNING,
                            "TAKT-404 An observer of an event of schedule " + schedule + " threw",
                            thrown);
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.log(
                    Level.WARNING,
                    "TAKT-405 The executor refused to tell observers of schedule {0}: {1}",
                    new Object[] {Long.toString(schedule), full.getMessage()});
        }
    }
}
