package dev.takt.example.reminders;

import static dev.takt.api.Call.call;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Schedules of the application: made at its first start, and left as operators have changed them at later ones. */
@ApplicationScoped
public class Plan {
    @Inject
    private Scheduler scheduler;

    void make(@Observes SchedulerStarted started) {
        scheduler.createOrUpdate(
                "tea",
                call("reminders.remind", "Ada", "the tea")
                        .hook("reminders.sent")
                        .cron("0 16 * * *")
                        .zone("Europe/London"));
    }
}
