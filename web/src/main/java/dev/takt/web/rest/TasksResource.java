package dev.takt.web.rest;

import dev.takt.api.Call;
import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;

/** The tasks. */
@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class TasksResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private TaskAnswers answers;

    /** Lists tasks, newest first unless {@code sort} says otherwise. */
    @GET
    @RolesAllowed(Role.VIEWER_NAME)
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        TaskQuery query = TaskFilter.read(parameters, parameters.limit(TaskQuery.MAX_LIMIT))
                .before(parameters.id("before"));
        parameters.check();
        Page<Task> page = scheduler.tasks(query);
        return Answer.list(page.items(), page.next(), TaskJson::of);
    }

    /** Runs a function at once. Any function with any arguments: for admins only. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    public Response run(InputStream body, @Context UriInfo uri) throws IOException {
        return answers.created(scheduler.run(Call.ofFields(Body.object(body))), uri);
    }

    /** Shows a task. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER_NAME)
    public Response show(@PathParam("id") Key id) {
        Task task = scheduler.find(new TaskId(id.value())).orElseThrow(() -> missing(id));
        return Answer.ok(TaskJson.of(task));
    }

    /** Deletes a finished task. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    public Response delete(@PathParam("id") Key id) {
        if (!scheduler.delete(new TaskId(id.value()))) {
            throw missing(id);
        }
        return Response.noContent().build();
    }

    /** Cancels a task. One that has finished stays as it is. */
    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response cancel(@PathParam("id") Key id) {
        return Answer.ok(TaskJson.of(scheduler.cancel(new TaskId(id.value()))));
    }

    /** Runs a finished task again, as a new one. */
    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response retry(@PathParam("id") Key id, @Context UriInfo uri) {
        return answers.created(scheduler.retry(new TaskId(id.value())), uri);
    }

    private static MissingException missing(Key id) {
        return new MissingException("There is no task " + id.value());
    }
}
