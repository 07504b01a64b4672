package dev.takt.web.rest;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.web.security.ForCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The answer to a request that made a task. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
class TaskAnswers {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    Response created(TaskId id, UriInfo uri) {
        return Answer.created(
                uri.getBaseUriBuilder()
                        .path(TasksResource.class)
                        .path(id.toString())
                        .build(),
                scheduler.find(id).map(TaskJson::of).orElseGet(() -> onlyId(id)));
    }

    /** A task whose success is not kept can be over and gone by now. */
    private static JsonObject onlyId(TaskId id) {
        return new JsonFields().number("id", id.value()).build();
    }
}
