package dev.takt.web.rest;

import dev.takt.api.Overview;
import dev.takt.api.Overview.Running;
import dev.takt.api.Overview.Upcoming;
import dev.takt.api.RunStats;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** What is going on, and how the runs of the last day ended. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.VIEWER_NAME)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class StatsResource {
    private static final int MINUTES_OF_A_DAY = 1440;
    private static final int HOUR = 60;

    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Shows what is due, what waits and what needs attention. */
    @GET
    @Path("/overview")
    public Response overview() {
        return Answer.ok(json(scheduler.overview()));
    }

    /** Lists equal stretches of time up to now, the oldest first: {@code steps} of {@code step} minutes each. */
    @GET
    @Path("/stats")
    public Response stats(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        int step = parameters.count("step", MINUTES_OF_A_DAY, 1);
        int steps = parameters.count("steps", MINUTES_OF_A_DAY, Math.min(HOUR, MINUTES_OF_A_DAY / step));
        parameters.check();
        return Answer.list(
                scheduler.runStats(Duration.ofMinutes(step), steps),
                null,
                runs -> json(runs).build());
    }

    /** Lists the functions that ran within the last minutes, by name. */
    @GET
    @Path("/stats/functions")
    public Response functions(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        int last = parameters.count("last", MINUTES_OF_A_DAY, HOUR);
        parameters.check();
        return Answer.list(
                scheduler.runStatsByFunction(Duration.ofMinutes(last)).entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .toList(),
                null,
                runs -> json(runs.getValue()).text("func", runs.getKey()).build());
    }

    private static JsonFields json(RunStats runs) {
        return new JsonFields()
                .time("from", runs.from())
                .duration("length", runs.length())
                .number("succeeded", runs.succeeded())
                .number("failed", runs.failed())
                .number("cancelled", runs.cancelled())
                .duration("latenessP50", runs.latenessP50())
                .duration("latenessP99", runs.latenessP99())
                .duration("durationP50", runs.durationP50())
                .duration("durationP99", runs.durationP99());
    }

    private static JsonObject json(Overview overview) {
        JsonFields withoutFunction = new JsonFields();
        overview.withoutFunction().forEach(withoutFunction::number);
        return new JsonFields()
                .time("at", overview.at())
                .number("dueWithinHour", overview.dueWithinHour())
                .list("upcoming", overview.upcoming(), StatsResource::json)
                .number("waiting", overview.waiting())
                .number("running", overview.running())
                .list("longest", overview.longest(), StatsResource::json)
                .number("broken", overview.broken())
                .number("overdue", overview.overdue())
                .number("failing", overview.failing())
                .json("withoutFunction", withoutFunction.build())
                .list("unheardHooks", overview.unheardHooks(), JsonFields.JSON::createValue)
                .build();
    }

    private static JsonObject json(Upcoming next) {
        return new JsonFields()
                .number("id", next.id())
                .text("name", next.name())
                .text("func", next.func())
                .time("slot", next.slot())
                .build();
    }

    private static JsonObject json(Running running) {
        return new JsonFields()
                .number("id", running.id())
                .text("name", running.name())
                .text("func", running.func())
                .text("node", running.node())
                .duration("age", running.age())
                .build();
    }
}
