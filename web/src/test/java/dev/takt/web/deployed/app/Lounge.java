package dev.takt.web.deployed.app;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Plain functions, whose parts have transactions. */
@ApplicationScoped
public class Lounge {
    @Inject
    private Seats seats;

    /** Its part is rolled back. */
    @TaskFunction
    public void refuse(int seat) throws SQLException {
        seats.refuse(seat);
    }

    /** Its part is rolled back. */
    @TaskFunction
    public void planAndRefuse(String name) {
        seats.planAndRefuse(name);
    }
}
