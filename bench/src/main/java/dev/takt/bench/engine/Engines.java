package dev.takt.bench.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** All engines, by name. */
public final class Engines {
    /** In the order of the table. */
    public static final List<String> NAMES =
            List.of("takt", "db-scheduler-lock-and-fetch", "db-scheduler-fetch", "quartz", "jobrunr", "limit");

    /** What still waits after a burst, in each peer's tables. */
    private static final Map<String, String> LEFT = Map.of(
            "db-scheduler-lock-and-fetch", "SELECT count(*) FROM scheduled_tasks",
            "db-scheduler-fetch", "SELECT count(*) FROM scheduled_tasks",
            "quartz", "SELECT count(*) FROM qrtz_triggers",
            "jobrunr", "SELECT count(*) FROM jobrunr_jobs WHERE state <> 'SUCCEEDED'",
            "limit", "SELECT count(*) FROM limit_schedule");

    private Engines() {}

    /**
     * Makes an engine, which is not started.
     *
     * @param name one of {@link #NAMES}
     * @param setup what all get alike
     * @param database an empty one of its own
     * @return to be closed
     * @throws IOException if its files cannot be made
     */
    public static Engine of(String name, Setup setup, String database) throws IOException {
        if (name.equals("takt")) {
            return new TaktEngine(setup, database);
        }
        return new PeerEngine(setup, name, database, () -> left(database, LEFT.getOrDefault(name, "")));
    }

    /**
     * What an engine's process costs that has nothing to do and no database: for Takt an empty Payara Micro, for the
     * others nothing but a Java.
     *
     * @param name one of {@link #NAMES}
     * @param setup what all get alike
     * @param database for the server's data source, which is not used
     * @return the process, to be ended
     */
    public static Process idle(String name, Setup setup, String database) {
        return name.equals("takt")
                ? Payara.start(setup, Payara.freePort(), database, null, Map.of(), Map.of())
                : Java.start(Java.with(
                        setup,
                        "idle",
                        Map.of(),
                        List.of("-cp", System.getProperty("java.class.path"), Idle.class.getName())));
    }

    private static long left(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
