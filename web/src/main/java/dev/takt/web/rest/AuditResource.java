package dev.takt.web.rest;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Who did what. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.VIEWER_NAME)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class AuditResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Lists acts, newest first. */
    @GET
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        AuditQuery query = new AuditQuery(
                parameters.choice("subjectKind", AuditSubject.values()),
                parameters.text("subject"),
                parameters.text("who"),
                parameters.choice("act", Act.values()),
                parameters.id("before"),
                parameters.limit(AuditQuery.MAX_LIMIT));
        parameters.check();
        Page<AuditEntry> page = scheduler.audit(query);
        return Answer.list(page.items(), page.next(), AuditJson::of);
    }
}
