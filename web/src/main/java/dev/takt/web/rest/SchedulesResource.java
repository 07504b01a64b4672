package dev.takt.web.rest;

import dev.takt.api.Call;
import dev.takt.api.Missed;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleSort;
import dev.takt.api.ScheduleType;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schedules. */
@Path("/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SchedulesResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private TaskAnswers tasks;

    /** Lists schedules, newest first unless {@code sort} says otherwise. */
    @GET
    @RolesAllowed(Role.VIEWER_NAME)
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        ScheduleQuery query = new ScheduleQuery(
                parameters.text("name"),
                parameters.text("func"),
                parameters.choice("type", ScheduleType.values()),
                parameters.text("cluster"),
                parameters.choice("condition", ScheduleCondition.values()),
                Objects.requireNonNullElse(
                        parameters.sort(ScheduleSort.values(), ScheduleSort::text), ScheduleSort.NEWEST),
                parameters.id("before"),
                parameters.text("after"),
                parameters.limit(ScheduleQuery.MAX_LIMIT));
        parameters.check();
        Page<Schedule> page = scheduler.schedules(query);
        return Answer.list(page, ScheduleJson::of);
    }

    /** Creates a schedule. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    public Response create(InputStream body, @Context UriInfo uri) throws IOException {
        Schedule schedule = scheduler.schedule(Call.ofFields(Body.object(body)));
        return Answer.created(
                uri.getAbsolutePathBuilder().path(Long.toString(schedule.id())).build(), ScheduleJson.of(schedule));
    }

    /** Shows a schedule. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER_NAME)
    public Response show(@PathParam("id") Key id) {
        Schedule schedule = scheduler.find(id.value()).orElseThrow(() -> new NoSuchScheduleException(id.value()));
        return Versions.tagged(schedule);
    }

    /** Replaces a schedule's definition; that of a certain version only, if {@code If-Match} names it. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    public Response update(
            @PathParam("id") Key id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, InputStream body)
            throws IOException {
        JsonObject fields = Versions.with(ifMatch, Body.object(body));
        try {
            return Versions.tagged(scheduler.update(id.value(), Call.ofFields(fields)));
        } catch (ScheduleConflictException conflict) {
            throw Versions.isOld(conflict) && ifMatch != null ? new PreconditionFailedException(conflict) : conflict;
        }
    }

    /** Shows the schedule of that name. */
    @GET
    @Path("/by-name/{name: .+}")
    @RolesAllowed(Role.VIEWER_NAME)
    public Response showNamed(@PathParam("name") NameInPath name) {
        Schedule schedule = scheduler
                .find(name.value())
                .orElseThrow(() -> new MissingException("There is no schedule named " + name.value()));
        return Answer.ok(ScheduleJson.of(schedule));
    }

    /** Declares a schedule: makes it, or changes in it what is declared differently than the last time. */
    @PUT
    @Path("/by-name/{name: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    public Response declare(@PathParam("name") NameInPath name, InputStream body) throws IOException {
        JsonObject fields = Body.object(body);
        name.refuseOther(fields);
        return Answer.ok(ScheduleJson.of(scheduler.createOrUpdate(name.value(), Call.ofFields(fields))));
    }

    /** Deletes a schedule. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    public Response delete(@PathParam("id") Key id) {
        scheduler.delete(id.value());
        return Response.noContent().build();
    }

    /** Runs a schedule's function now, beside its slots. */
    @POST
    @Path("/{id}/run")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response run(@PathParam("id") Key id, @Context UriInfo uri) {
        return tasks.created(scheduler.runNow(id.value()), uri);
    }

    /** Pauses a schedule. */
    @POST
    @Path("/{id}/pause")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response pause(@PathParam("id") Key id) {
        return Answer.ok(ScheduleJson.of(scheduler.pause(id.value())));
    }

    /** Lets a paused schedule run again; {@code missed}, in the query or the body, says what of the missed slots. */
    @POST
    @Path("/{id}/resume")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response resume(@PathParam("id") Key id, @Context UriInfo uri, InputStream body) throws IOException {
        Missed missed = ResumeRequest.missed(uri.getQueryParameters(), Body.objectOrNothing(body));
        return Answer.ok(ScheduleJson.of(scheduler.resume(id.value(), missed)));
    }
}
