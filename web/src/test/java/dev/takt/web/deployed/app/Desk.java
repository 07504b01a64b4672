package dev.takt.web.deployed.app;

import dev.takt.api.Call;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskFunction;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;

/** The same as a session bean, which is transactional unless it says otherwise. */
@Stateless
public class Desk {
    @Inject
    private Seats seats;

    @Inject
    private Scheduler scheduler;

    /** Only where a transaction has begun. */
    @TaskFunction
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public String book(int seat) throws SQLException {
        seats.insert(seat);
        return "booked " + seat;
    }

    /** Is rolled back. */
    @TaskFunction
    public void refuse(int seat) throws SQLException {
        seats.insert(seat);
        throw new IllegalStateException("taken");
    }

    /** Is committed. */
    @TaskFunction
    public void complain(int seat) throws SQLException, IOException {
        seats.insert(seat);
        throw new IOException("no paper");
    }

    /** Plans where the container has no transaction, and lets nobody begin one. */
    @TaskFunction
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public long plan(String name) {
        return scheduler.schedule(Call.call("math.sqrt", 4).name(name).daily()).id();
    }

    /** Has a transaction of its own. */
    @TaskFunction
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void bookApart(int seat) throws SQLException {
        seats.insert(seat);
    }
}
