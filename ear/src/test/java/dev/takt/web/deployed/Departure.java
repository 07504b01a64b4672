package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The only node, about to go in order: what it leaves behind in its server, in the server's log and in the database. */
final class Departure {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ApplicationServer server;
    private final DataSource database;
    private final String node;
    private final String loggedBefore;

    private Departure(ApplicationServer server, DataSource database, String node) {
        this.server = server;
        this.database = database;
        this.node = node;
        this.loggedBefore = server.log().text();
    }

    static Departure of(String node, ApplicationServer server, DataSource database) {
        return new Departure(server, database, node);
    }

    void assertThatNothingIsLeft() throws Exception {
        assertEquals(0, rows("takt_node"), "it has left, nobody need find out that it is dead");
        assertEquals(0, rows("takt_task WHERE node IS NOT NULL AND finished_at IS NULL"), "claimed");
        assertEquals(Set.of(), server.jmx().names());
        assertEquals(List.of(), threadsInTakt());
        String logged = Rest.await(SOON, this::logged, text -> text.contains("TAKT-105 "));
        assertEquals(1, logged.split("TAKT-105 Takt has left the cluster as node " + node, -1).length - 1, logged);
        assertEquals(List.of(), server.log().trouble(logged));
    }

    private int rows(String what) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + what)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Those of the server's executor stay, with nothing of Takt on their stacks. */
    private List<String> threadsInTakt() throws Exception {
        return server.jmx().ask(connection -> {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return Stream.of(threads.dumpAllThreads(false, false))
                    .filter(Departure::isInTakt)
                    .map(ThreadInfo::toString)
                    .toList();
        });
    }

    private static boolean isInTakt(ThreadInfo thread) {
        return thread.getThreadName().startsWith("takt")
                || Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("dev.takt."));
    }

    private String logged() {
        return server.log().text().substring(loggedBefore.length());
    }
}
