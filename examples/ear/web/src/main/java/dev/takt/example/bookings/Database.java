package dev.takt.example.bookings;

import dev.takt.api.SchedulerStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The data source that Takt uses too, so that one transaction covers both. It is looked up: what {@code @Resource} injects into
 * a bean of a WAR is not found on Payara Server where a function runs.
 */
@ApplicationScoped
public class Database {
    void makeTable(@Observes SchedulerStarted started) throws SQLException {
        try (Connection connection = connection();
                Statement create = connection.createStatement()) {
            create.execute("CREATE TABLE IF NOT EXISTS example_booking (seat VARCHAR(20) PRIMARY KEY)");
        }
    }

    /** In the transaction that is under way. */
    public void insert(String seat) {
        try (Connection connection = connection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO example_booking (seat) VALUES (?)")) {
            insert.setString(1, seat);
            insert.executeUpdate();
        } catch (SQLException taken) {
            throw new IllegalStateException("Seat " + seat + " cannot be booked", taken);
        }
    }

    /** In their order. */
    public List<String> seats() throws SQLException {
        List<String> seats = new ArrayList<>();
        try (Connection connection = connection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT seat FROM example_booking ORDER BY seat")) {
            while (rows.next()) {
                seats.add(rows.getString(1));
            }
        }
        return seats;
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static Connection connection() throws SQLException {
        try {
            return InitialContext.<DataSource>doLookup("jdbc/takt").getConnection();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
