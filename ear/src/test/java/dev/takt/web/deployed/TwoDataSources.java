package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A function that books a seat in two data sources.
 *
 * @param admin whoever may run it
 * @param database where the seats are
 * @param function its name without that of its bean; refuses negative seats when it has booked them
 */
record TwoDataSources(Rest admin, EmbeddedPostgres database, String function) {
    void assertThatBookingEnds(String state, int seat) {
        JsonObject task = admin.run("{\"func\": \"seats." + function + "\", \"args\": [" + seat + "]}");
        assertEquals(state, task.getString("state"), task.toString());
    }

    /** How often a seat is booked, seen from outside of the server. */
    int booked(String where, int seat) throws SQLException {
        try (Connection connection = database.getDatabase("postgres", where).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM seat WHERE number = " + seat)) {
            row.next();
            return row.getInt(1);
        }
    }
}
