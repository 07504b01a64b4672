package dev.takt.chaos;

import dev.takt.bench.PostgresServer;
import dev.takt.bench.engine.Setup;
import dev.takt.bench.measure.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Nodes of Takt on one database. */
final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final PostgresServer postgres;
    private final String database;
    private final List<Member> members = new ArrayList<>();

    private Cluster(PostgresServer postgres, String database) {
        this.postgres = postgres;
        this.database = database;
    }

    /** The first node makes the tables, then the others join; the last may have an environment of its own. */
    static Cluster start(PostgresServer postgres, Scenario scenario, Setup tools, Path archive) throws Exception {
        String name = "chaos_" + scenario.name().replace('-', '_');
        Cluster cluster = new Cluster(postgres, name);
        String address = postgres.newDatabase(name);
        int nodes = scenario.nodes();
        try {
            for (int i = 1; i <= nodes; i++) {
                cluster.members.add(Member.start(
                        "node-" + i,
                        tools,
                        archive,
                        address,
                        scenario.settings(),
                        i == nodes ? scenario.ofLastNode() : Map.of()));
                if (i == 1) {
                    cluster.awaitNodes(1);
                }
            }
            cluster.awaitNodes(nodes);
        } catch (Exception failed) {
            cluster.close();
            throw failed;
        }
        return cluster;
    }

    List<Member> members() {
        return members;
    }

    /** One after the other, and then the first again. */
    Member member(int number) {
        return members.get(number % members.size());
    }

    /** So many from that one on. */
    List<Member> members(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(this::member).toList();
    }

    PostgresServer postgres() {
        return postgres;
    }

    String database() {
        return database;
    }

    Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    void awaitNodes(int nodes) throws Exception {
        await("all nodes to join", START, () -> {
            members.forEach(Member::assertLives);
            return exists("takt_node") && number("SELECT count(*) FROM takt_node") >= nodes;
        });
    }

    String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** A node that was killed is in the table for a while beside the one that has started since. */
    void awaitNodeSince(Member member, String time) throws Exception {
        String joined =
                "SELECT count(*) FROM takt_node WHERE name = '" + member.name() + "' AND started_at > '" + time + "'";
        await(member.name() + " to join", START, () -> {
            member.assertLives();
            return number(joined) > 0;
        });
    }

    /** A node that was stopped in order leaves by itself. */
    void awaitGone(String member) throws Exception {
        await(
                member + " to leave",
                START,
                () -> number("SELECT count(*) FROM takt_node WHERE name = '" + member + "'") == 0);
    }

    /** The members that have joined. */
    Set<Long> ids() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM takt_node")) {
            Set<Long> ids = new TreeSet<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private boolean exists(String table) throws SQLException {
        return number("SELECT count(*) FROM pg_class WHERE relname = '" + table + "'") > 0;
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** A database that is away just now makes nothing true. */
    static void await(String what, Duration most, Await.Condition condition) throws Exception {
        Await.until(() -> holds(condition), LOOK, most, "Waited " + most.toSeconds() + " s in vain for " + what);
    }

    private static boolean holds(Await.Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (SQLException away) {
            return false;
        }
    }

    @Override
    public void close() {
        members.forEach(Member::kill);
    }
}
