package dev.takt.web.rest;

import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What can be scheduled, and how the nodes are. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.VIEWER_NAME)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class StatusResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Lists the functions of all live nodes. */
    @GET
    @Path("/functions")
    public Response functions() {
        return Answer.list(scheduler.functions(), null, StatusJson::of);
    }

    /** Lists the hooks that somebody observes. */
    @GET
    @Path("/hooks")
    public Response hooks() {
        return Answer.list(scheduler.hooks(), null, StatusJson::of);
    }

    /** Shows how the scheduler is, seen from the node that answers. */
    @GET
    @Path("/status")
    public Response status() {
        return Answer.ok(StatusJson.of(scheduler.status()));
    }
}
