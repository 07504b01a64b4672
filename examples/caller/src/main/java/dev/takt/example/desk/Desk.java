package dev.takt.example.desk;

import static dev.takt.api.Call.call;

import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/**
 * Asks a scheduler that is in another application, as if it were in this one, and in the name of the user whom TAKT_REMOTE_USER
 * says: so nobody may ask here without a log-in.
 */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON) // which no page of another site can have a browser send
@Produces(MediaType.TEXT_PLAIN)
public class Desk {
    @Inject
    private Scheduler scheduler;

    /** Has a root taken by some node of the cluster, and waits for it. */
    @POST
    @Path("roots")
    public String root(@NotNull Root root) {
        TaskId id = scheduler.run(call("math.sqrt", root.of()).group("desk"));
        Task task = scheduler.fetch(id, Duration.ofSeconds(10)).orElseThrow();
        return task.state() + " " + task.resultAs(Double.class);
    }

    /** What all of its roots were. */
    @GET
    @Path("roots")
    public String roots() {
        return scheduler.group("desk").results(Double.class).toString();
    }

    /** Plans one; what is wrong with it is told with all problems, as by a scheduler in this application. Its user needs takt-admin. */
    @POST
    @Path("plans/{name}")
    public Response plan(@PathParam("name") String name, @NotNull Plan plan) {
        try {
            return Response.ok(scheduler
                            .createOrUpdate(name, call("math.sqrt", 2).cron(plan.cron()))
                            .nextRun()
                            .toString())
                    .build();
        } catch (ScheduleRejectedException refused) {
            return Response.status(422).entity(refused.getMessage()).build();
        } catch (SecurityException notAllowed) {
            return Response.status(403).entity(notAllowed.getMessage()).build();
        }
    }

    /** {@code {"of": 9}}. */
    public record Root(double of) {}

    /** {@code {"cron": "0 3 * * *"}}. */
    public record Plan(String cron) {}
}
