package dev.takt.web.rest;

import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The tasks by group. A group is there as soon as it is asked for; it need not have any task. */
@Path("/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class GroupsResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Counts a group's tasks, and lists them, newest first. */
    @GET
    @Path("/{group: .+}")
    @RolesAllowed(Role.VIEWER_NAME)
    public Response show(@PathParam("group") NameInPath group, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        TaskQuery query = TaskQuery.newest(parameters.limit(TaskQuery.MAX_LIMIT))
                .inGroup(group.value())
                .before(parameters.id("before"));
        parameters.check();
        Page<Task> page = scheduler.tasks(query);
        return Answer.ok(GroupJson.of(scheduler.group(group.value()), page));
    }

    /** Deletes a group's finished tasks. */
    @DELETE
    @Path("/{group: .+}")
    @RolesAllowed(Role.ADMIN_NAME)
    public Response delete(@PathParam("group") NameInPath group) {
        int deleted = scheduler.group(group.value()).delete();
        return Answer.ok(new JsonFields().number("deleted", deleted).build());
    }
}
