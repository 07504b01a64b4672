package dev.takt.web.deployed.app;

import dev.takt.api.DefaultSchedule;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZonedDateTime;

/** Declares its schedule, and asks what runs it. */
@ApplicationScoped
public class Ledger {
    @Inject
    private TaskContext context;

    /** Closes the books each night, of the day it was planned for. */
    @TaskFunction
    @DefaultSchedule(
            name = "close the books",
            cron = "0 3 * * *",
            zone = "Europe/Paris",
            intendedDateKwarg = "night",
            timeout = "PT1H")
    public String close(ZonedDateTime night) {
        return context.name() + ", attempt " + context.attempt() + ", in " + night.getZone() + ", until "
                + (context.deadline().isPresent() ? "a deadline" : "it is done");
    }
}
