package dev.takt.example.bookings;

import static dev.takt.api.Call.call;

import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;

/** What the application does with the scheduler when somebody asks it to. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON) // which no page of another site can have a browser send
@Produces(MediaType.TEXT_PLAIN)
public class BookingsResource {
    @Inject
    private Scheduler scheduler;

    @Inject
    private Database database;

    /** Books a seat in a task of its own, and waits for it: the answer is how it ended. */
    @POST
    public String book(@NotNull Booking booking) {
        Task task = scheduler
                .fetch(scheduler.run(call("bookings.book", booking.seat())), Duration.ofSeconds(10))
                .orElseThrow();
        return task.state().name();
    }

    /** What is booked, a line each. */
    @GET
    public String booked() throws SQLException {
        return String.join("\n", database.seats());
    }

    /** {@code {"seat": "12A"}}. */
    public record Booking(String seat) {}
}
