package dev.takt.chaos.app;

import dev.takt.api.Hook;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Functions and a hook that leave a row each time they are called. They sleep to be in the middle of something. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Effects {
    private static final String EFFECT = "INSERT INTO chaos_effect (kind, task, schedule, slot) VALUES (?, ?, ?, ?)";

    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 300;

    @Inject
    private TaskContext task;

    @Resource(lookup = "jdbc/takt")
    private DataSource dataSource;

    /** Its row is committed with its outcome. */
    @TaskFunction("chaos.transactional")
    @Transactional
    public void transactional(int millis) throws SQLException, InterruptedException {
        leave("transactional");
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** Its row is committed at once; then it goes on for a while. */
    @TaskFunction("chaos.plain")
    public void plain(int millis) throws SQLException, InterruptedException {
        leave("plain");
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** For schedules of one second. */
    @TaskFunction("chaos.recurring")
    public void recurring() throws SQLException {
        leave("recurring");
    }

    /** For a tenth of them. */
    @TaskFunction("chaos.recurring.transactional")
    @Transactional
    public void recurringInTransaction() throws SQLException {
        leave("recurring");
    }

    /** A hook that throws is not called again: it has to wait for the database itself. */
    void heard(@Observes @Hook("chaos.heard") TaskFinished finished) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                hear(finished);
                return;
            } catch (SQLException away) {
                if (attempt == ATTEMPTS) {
                    throw away;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void hear(TaskFinished finished) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO chaos_hook (task) VALUES (?)")) {
            insert.setLong(1, finished.task().id());
            insert.executeUpdate();
        }
    }

    private void leave(String kind) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(EFFECT)) {
            insert.setString(1, kind);
            insert.setLong(2, task.taskId().value());
            insert.setObject(3, task.schedule().orElse(null));
            insert.setTimestamp(4, task.slot().map(Timestamp::from).orElse(null));
            insert.executeUpdate();
        }
    }
}
