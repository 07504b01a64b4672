package dev.takt.run;

import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import dev.takt.harness.Jta;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Functions that write a row, in the transaction that records their outcome. */
@Named("bookings")
@ApplicationScoped
class Bookings {
    static final String TABLE = "CREATE TABLE booking (task bigint NOT NULL)";

    @Inject
    Database database;

    @Inject
    TaskContext task;

    private volatile Runnable meanwhile = () -> {};
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @TaskFunction
    @Transactional
    public String book() {
        write();
        meanwhile.run();
        return "booked";
    }

    @TaskFunction
    @Transactional
    public void refuse() {
        write();
        throw new IllegalStateException("no seats");
    }

    @TaskFunction
    @Transactional
    public void complain() throws IOException {
        write();
        throw new IOException("no paper");
    }

    @TaskFunction
    @Transactional(rollbackOn = IOException.class)
    public void complainAndUndo() throws IOException {
        complain();
    }

    @TaskFunction
    @Transactional(dontRollbackOn = IllegalStateException.class)
    public void refuseAndKeep() {
        refuse();
    }

    @TaskFunction
    @Transactional
    public void onceTooEarly() {
        write();
        if (task.attempt() == 1) {
            throw new IllegalStateException("too early");
        }
    }

    @TaskFunction
    @Transactional
    public void undo() throws SystemException {
        write();
        Jta.userTransaction().setRollbackOnly();
    }

    @TaskFunction
    @Transactional
    public Object unspeakable() {
        write();
        return new Unspeakable();
    }

    @TaskFunction
    @Transactional
    public void fallOver() {
        write();
        throw new AssertionError("not an exception");
    }

    @TaskFunction
    @Transactional
    public void swallow() {
        write();
        try {
            database.inCurrent(connection -> Jdbc.update(connection, "INSERT INTO booking (task) VALUES (NULL)"));
        } catch (RuntimeException ignored) {
            write();
        }
    }

    @TaskFunction(joinTransaction = false)
    @Transactional
    public void bookApart() {
        write();
        meanwhile.run();
    }

    @TaskFunction(joinTransaction = false)
    @Transactional(Transactional.TxType.MANDATORY)
    public void bookNowhere() {
        write();
    }

    @TaskFunction
    @Transactional
    public void bookAndWait() throws InterruptedException {
        write();
        written.countDown();
        letGo.await();
    }

    /** Ignores interrupts, and says when it has really ended. */
    @TaskFunction
    @Transactional
    public void bookAndInsist() {
        write();
        written.countDown();
        boolean waits = true;
        while (waits) {
            try {
                letGo.await();
                waits = false;
            } catch (InterruptedException ignored) {
                waits = true;
            }
        }
        ended.countDown();
    }

    /** A result that cannot be written. */
    public static class Unspeakable {
        public String getText() {
            throw new IllegalStateException("no words");
        }
    }

    /** What happens while {@link #book} and {@link #bookApart} run. */
    void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    void awaitWritten() throws InterruptedException {
        if (!written.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was written within 20 s");
        }
    }

    void letGo() {
        letGo.countDown();
    }

    boolean hasEnded() throws InterruptedException {
        return ended.await(20, TimeUnit.SECONDS);
    }

    private void write() {
        long id = task.taskId().value();
        database.inCurrent(connection -> Jdbc.update(connection, "INSERT INTO booking (task) VALUES (?)", id));
    }
}
