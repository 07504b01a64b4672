package dev.takt.web.rest;

import dev.takt.api.Call;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;

/** The slots of schedules: those to come and those that were missed. Nothing here changes anything. */
@Path("/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.VIEWER_NAME)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SlotsResource {
    private static final int MOST_SLOTS = 500;
    private static final int DEFAULT_SLOTS = 10;

    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Shows the next slots of a schedule. */
    @GET
    @Path("/{id}/preview")
    public Response preview(@PathParam("id") Key id, @Context UriInfo uri) {
        return list(scheduler.preview(id.value(), number(uri)));
    }

    /** Shows the slots that a schedule would have. It is checked, and not stored: so to read is enough. */
    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response preview(@Context UriInfo uri, InputStream body) throws IOException {
        int number = number(uri);
        return list(scheduler.preview(Call.ofFields(Body.object(body)), number));
    }

    /** Counts the slots that a schedule has missed, to decide how to resume it. */
    @GET
    @Path("/{id}/missed")
    public Response missed(@PathParam("id") Key id) {
        return Answer.ok(SlotsJson.of(scheduler.missed(id.value())));
    }

    private static int number(UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        int number = parameters.count("n", MOST_SLOTS, DEFAULT_SLOTS);
        parameters.check();
        return number;
    }

    private static Response list(List<PreviewSlot> slots) {
        return Answer.list(slots, null, SlotsJson::of);
    }
}
