package dev.takt.web.rest;

import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** All schedules as a file, and back. */
@Path("/v1/export")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class ExportResource {
    @Inject
    private Export export;

    @Inject
    private Import importer;

    /** Writes the definitions of all schedules that can be read. */
    @GET
    @RolesAllowed(Role.VIEWER_NAME)
    public Response write() {
        StreamingOutput output = stream -> {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            export.schedules(writer);
            writer.flush();
        };
        return Response.ok(output).build();
    }

    /** Makes all schedules of such a file, or none. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    public Response store(InputStream body) throws IOException {
        int stored = importer.store(Body.object(body, Body.MOST_BYTES_OF_A_FILE));
        return Answer.ok(new JsonFields().number("created", stored).build());
    }
}
