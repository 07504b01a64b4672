package dev.takt.example.bookings;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A transactional function: the booking and "this task has succeeded" are both there or both not. */
@ApplicationScoped
public class Bookings {
    @Inject
    private Database database;

    /** Called "bookings.book". */
    @TaskFunction(description = "books a seat")
    @Transactional
    public String book(String seat) {
        database.insert(seat);
        return "booked " + seat;
    }
}
