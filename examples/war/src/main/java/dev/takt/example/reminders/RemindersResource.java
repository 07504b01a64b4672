package dev.takt.example.reminders;

import static dev.takt.api.Call.call;

import dev.takt.api.Scheduler;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the application does with the scheduler when somebody asks it to. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON) // which no page of another site can have a browser send
@Produces(MediaType.TEXT_PLAIN)
public class RemindersResource {
    @Inject
    private Scheduler scheduler;

    @Inject
    private Sent sent;

    /** Reminds at once, on a thread of the scheduler: the answer is the task. */
    @POST
    public String remind(@NotNull Reminder reminder) {
        return scheduler
                .run(call("reminders.remind", reminder.whom(), reminder.what()).hook("reminders.sent"))
                .toString();
    }

    /** What the hook has heard, a line each. */
    @GET
    public String sent() {
        return String.join("\n", sent.texts());
    }

    /** When the tea is. */
    @GET
    @Path("tea")
    public String tea() {
        return scheduler.find("tea").orElseThrow().nextRun().toString();
    }

    /** {@code {"whom": "Ada", "what": "the milk"}}. */
    public record Reminder(String whom, String what) {}
}
