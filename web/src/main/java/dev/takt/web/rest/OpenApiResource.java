package dev.takt.web.rest;

import dev.takt.web.security.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The description of all this for programs. */
@Path("/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OpenApiResource {
    /** Shows it. */
    @GET
    @RolesAllowed(Role.VIEWER_NAME)
    public Response show() throws IOException {
        try (InputStream description = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            byte[] bytes = Objects.requireNonNull(description).readAllBytes();
            StreamingOutput output = stream -> stream.write(bytes);
            return Response.ok(output).build();
        }
    }
}
