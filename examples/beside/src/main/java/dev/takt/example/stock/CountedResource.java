package dev.takt.example.stock;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The ids of the tasks that the hook has heard of, a line each. */
@Path("/")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CountedResource {
    @Inject
    private Counted counted;

    /** Since the application was deployed. */
    @GET
    public String counted() {
        return counted.lines();
    }
}
