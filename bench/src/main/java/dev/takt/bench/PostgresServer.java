package dev.takt.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The one PostgreSQL: durable, since whoever is quick without that is quick at nothing. */
public final class PostgresServer implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final Duration START = Duration.ofSeconds(60);

    private static final String STATEMENTS = """
            SELECT concat_ws(E'\\t', round(total_exec_time), calls, rows, round(mean_exec_time::numeric, 3),
                round(total_plan_time), regexp_replace(query, '\\s+', ' ', 'g'))
            FROM pg_stat_statements JOIN pg_database ON dbid = oid AND datname = current_database()
            ORDER BY total_exec_time DESC LIMIT 40""";

    private final Path data;
    private final boolean withStatistics;
    private EmbeddedPostgres server;

    private PostgresServer(Path data, boolean withStatistics) throws IOException {
        this.data = data;
        this.withStatistics = withStatistics;
        this.server = launch(0);
    }

    /**
     * Starts it.
     *
     * @param data an empty folder
     * @param withStatistics whether statements are to be counted
     * @return a running server
     * @throws IOException if it does not start
     */
    public static PostgresServer start(Path data, boolean withStatistics) throws IOException {
        return new PostgresServer(data, withStatistics);
    }

    private EmbeddedPostgres launch(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("track_commit_timestamp", "on");
        if (withStatistics) {
            builder.setServerConfig("shared_preload_libraries", "pg_stat_statements");
            builder.setServerConfig("pg_stat_statements.track_planning", "on");
        }
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        if (port != 0) {
            builder.setPort(port);
        }
        return builder.start();
    }

    /**
     * Makes an empty database; one of that name is dropped.
     *
     * @param name of the database
     * @return its address for JDBC
     * @throws SQLException from the driver
     */
    public String newDatabase(String name) throws SQLException {
        execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        return address(name);
    }

    /** Begins to count statements, if statistics are wanted. */
    void countStatements(String database) throws SQLException {
        if (withStatistics) {
            execute(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements", "SELECT pg_stat_statements_reset()");
        }
    }

    /** Writes what the statements have cost, if statistics are wanted. */
    void writeStatements(String database, Path file) throws SQLException, IOException {
        if (!withStatistics) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("total_ms\tcalls\trows\tmean_ms\tplan_ms\tstatement"));
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATEMENTS)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        Files.write(file, lines);
    }

    /** As after a quiet night: statistics are there, and no checkpoint is under way. */
    void settle(String database) throws SQLException {
        execute(database, "VACUUM ANALYZE", "CHECKPOINT");
    }

    String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    /**
     * A session of the superuser.
     *
     * @param database by its name
     * @return to be closed
     * @throws SQLException from the driver
     */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(address(database), "postgres", "");
    }

    /** What a session of it says of its durability and its size. */
    String settings() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>(DURABLE);
            names.addAll(List.of("server_version", "shared_buffers", "max_wal_size"));
            for (String name : names) {
                try (ResultSet row = statement.executeQuery("SHOW " + name)) {
                    row.next();
                    all.add(name + "=" + row.getString(1));
                }
            }
        }
        return String.join(" ", all);
    }

    long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not run", e);
        }
    }

    /**
     * Kills it without a warning and starts it again on the same files.
     *
     * @throws IOException if it does not start
     * @throws InterruptedException if somebody wants an end
     */
    public void killAndRestart() throws IOException, InterruptedException {
        int port = server.getPort();
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().join();
        }
        server.close(); // only lets go of the folder: nothing is left to be stopped
        server = launch(port);
    }

    private void execute(String database, String... sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
