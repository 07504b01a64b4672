package dev.takt.web.rest;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NodeInfo;
import dev.takt.api.Scheduler;
import dev.takt.config.TaktConfig;
import dev.takt.web.security.ForCaller;
import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** The nodes of the cluster. */
@Path("/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class NodesResource {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** Lists the live nodes. */
    @GET
    @RolesAllowed(Role.VIEWER_NAME)
    public Response nodes() {
        return Answer.list(scheduler.status().nodes(), null, StatusJson::of);
    }

    /** Has a node claim nothing more. */
    @POST
    @Path("/{id}/drain")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response drain(@PathParam("id") Key id) {
        scheduler.drain(id.value());
        return show(id);
    }

    /** Has a drained node claim again. */
    @POST
    @Path("/{id}/resume")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response resume(@PathParam("id") Key id) {
        scheduler.undrain(id.value());
        return show(id);
    }

    /** Says how many tasks a node runs at once; what the body leaves out stays. */
    @PUT
    @Path("/{id}/workers")
    @RolesAllowed(Role.OPERATOR_NAME)
    public Response resize(@PathParam("id") Key id, InputStream body) throws IOException {
        Parameters asked = Parameters.of(Body.object(body));
        NodeInfo now = find(id);
        int workers = asked.count("workers", TaktConfig.MOST_WORKERS, now.workers());
        int transactional = asked.count("transactionalWorkers", TaktConfig.MOST_WORKERS, now.transactionalWorkers());
        asked.check();
        scheduler.resize(id.value(), workers, transactional);
        return show(id);
    }

    private Response show(Key id) {
        return Answer.ok(StatusJson.of(find(id)));
    }

    private NodeInfo find(Key id) {
        return scheduler.status().node(id.value()).orElseThrow(() -> new NoSuchNodeException(id.value()));
    }
}
