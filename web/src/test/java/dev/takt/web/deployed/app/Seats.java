package dev.takt.web.deployed.app;

import dev.takt.api.Call;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Transactional functions, which write through the data source that Takt uses. */
@ApplicationScoped
public class Seats {
    @Inject
    private TaskContext task;

    @Inject
    private Scheduler scheduler;

    /** Only where a transaction has begun. */
    @TaskFunction
    @Transactional(Transactional.TxType.MANDATORY)
    public String book(int seat) throws SQLException {
        insert(seat);
        return "booked " + seat;
    }

    /** Is rolled back. */
    @TaskFunction
    @Transactional
    public void refuse(int seat) throws SQLException {
        insert(seat);
        throw new IllegalStateException("taken");
    }

    /** Is committed. */
    @TaskFunction
    @Transactional
    public void complain(int seat) throws SQLException, IOException {
        insert(seat);
        throw new IOException("no paper");
    }

    /** Rolls back without a word. */
    @TaskFunction
    @Transactional
    public void undo(int seat) throws SQLException {
        insert(seat);
        OfServer.transaction().setRollbackOnly();
    }

    /** Asks what has a transaction of its own, between two writes. */
    @TaskFunction
    @Transactional
    public void bookTwice(int seat) throws SQLException {
        insert(seat);
        task.deadline();
        insert(seat + 1);
        if (seat < 0) {
            throw new IllegalStateException("no such seats");
        }
    }

    /** Does not end by itself. */
    @TaskFunction
    @Transactional
    public void endure(int seat) throws SQLException, InterruptedException {
        insert(seat);
        new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    }

    /** Uses a data source that cannot take part. */
    @TaskFunction
    @Transactional
    public void bookElsewhere(int seat) throws SQLException {
        insert(seat);
        try (Connection connection = OfServer.other().getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            statement.execute();
        }
    }

    /** Writes through Takt's name of its pool and through the pool's other one. */
    @TaskFunction
    @Transactional
    public void bookShared(int seat) throws SQLException {
        bookInBoth(seat, OfServer.shared());
    }

    /** Writes to Takt's database and to another one. */
    @TaskFunction
    @Transactional
    public void bookFarAway(int seat) throws SQLException {
        bookInBoth(seat, OfServer.elsewhere());
    }

    private static void bookInBoth(int seat, DataSource other) throws SQLException {
        insert(seat, OfServer.dataSource());
        insert(seat, other);
        if (seat < 0) {
            throw new IllegalStateException("no such seats");
        }
    }

    /** Is rolled back, with what it planned. */
    @Transactional
    public void planAndRefuse(String name) {
        scheduler.schedule(Call.call("math.sqrt", 4).name(name).daily());
        throw new IllegalStateException("taken");
    }

    /** Finds what it has just planned in four ways, and takes it back. */
    @TaskFunction
    @Transactional
    public boolean planAndLook(String name) {
        long id =
                scheduler.schedule(Call.call("math.sqrt", 4).name(name).daily()).id();
        boolean found = scheduler.find(id).isPresent()
                && scheduler.find(name).isPresent()
                && scheduler.schedules(ScheduleQuery.newest(1)).items().get(0).id() == id
                && scheduler.pause(id).paused();
        scheduler.delete(id);
        return found && scheduler.find(id).isEmpty();
    }

    /** How often a seat is booked. */
    @TaskFunction
    public long booked(int seat) throws SQLException {
        try (Connection connection = OfServer.dataSource().getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM seat WHERE number = ?")) {
            count.setInt(1, seat);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void insert(int seat) throws SQLException {
        insert(seat, OfServer.dataSource());
    }

    private static void insert(int seat, DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO seat (number) VALUES (?)")) {
            insert.setInt(1, seat);
            insert.executeUpdate();
        }
    }
}
