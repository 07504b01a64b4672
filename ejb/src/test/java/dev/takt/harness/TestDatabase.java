package dev.takt.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test's own, with a clock that the test moves. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static volatile boolean serverIsUp;

    private final String url;
    private final String user;
    private final boolean postgresql;
    private volatile Duration offset = Duration.ZERO;

    private TestDatabase(String url, String user, boolean postgresql) {
        this.url = url;
        this.user = user;
        this.postgresql = postgresql;
    }

    static TestDatabase onPostgresql() {
        String name = "takt_" + COUNT.incrementAndGet();
        int port = Server.POSTGRES.getPort();
        String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        execute(server + "postgres", "postgres", "CREATE DATABASE " + name);
        return new TestDatabase(server + name, "postgres", true);
    }

    static TestDatabase onH2() {
        String name = "takt_" + COUNT.incrementAndGet();
        return new TestDatabase("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "takt", false);
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    /** Without a pool and without transactions. */
    public DataSource dataSource() {
        if (!postgresql) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser(user);
            return h2;
        }
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(url);
        server.setUser(user);
        return server;
    }

    public boolean isPostgresql() {
        return postgresql;
    }

    /** Moves the cluster's clock. */
    void advance(Duration by) {
        offset = offset.plus(by);
        if (!postgresql) {
            execute("UPDATE takt_clock_offset SET microseconds = " + micros());
        }
    }

    /** On PostgreSQL the offset is a setting of each session. */
    void setClock(Connection session) {
        if (postgresql && !offset.isZero()) {
            try (var statement = session.createStatement()) {
                statement.execute("SET takt.clock_offset = '" + micros() + " microseconds'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private long micros() {
        return offset.toNanos() / 1000;
    }

    /** Runs a statement as somebody beside Takt would. */
    public void execute(String sql) {
        execute(url, user, sql);
    }

    /** The first column of each row, as text. */
    public List<String> column(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new java.util.ArrayList<String>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getObject(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a task's row says, which is not what is shown while it runs. */
    public String stateOf(long task) {
        return column("SELECT state FROM takt_task WHERE id = " + task).get(0);
    }

    public long count(String sql) {
        return Long.parseLong(column(sql).get(0));
    }

    private static void execute(String url, String user, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Ends PostgreSQL, if a test has started it. */
    static void stopServer() throws IOException {
        if (serverIsUp) {
            Server.POSTGRES.close();
        }
    }

    /** One PostgreSQL for all tests of this JVM, on a free port of 127.0.0.1; {@link AfterAllTests} ends it. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                serverIsUp = true;
                return EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
