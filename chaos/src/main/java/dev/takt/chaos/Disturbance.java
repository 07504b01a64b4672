package dev.takt.chaos;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What goes wrong in a cluster. */
@FunctionalInterface
interface Disturbance {
    /** Longer than the node timeout, which is 10 s. */
    Duration LONGER_THAN_THE_TIMEOUT = Duration.ofSeconds(14);

    String TERMINATE_ONE = """
            SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1) one""";

    String FIRST_EFFECT_SINCE = "SELECT count(*) FROM (SELECT FROM chaos_effect WHERE at > '%s' LIMIT 1) one";

    /**
     * Lets it go wrong, and all nodes live again in the end.
     *
     * @throws BrokenPromiseException if something is wrong that the counts at the end do not show
     */
    void in(Cluster cluster, Recovery recovery) throws Exception;

    /** SIGKILL to all nodes but one at a time, another one each time; they start again at once. */
    static Disturbance kills(int times, Duration apart) {
        return (cluster, recovery) -> {
            int atOnce = cluster.members().size() - 1;
            for (int killed = 0; killed < times; killed += atOnce) {
                List<Member> next = cluster.members(killed, atOnce);
                next.forEach(Member::kill);
                for (Member member : next) {
                    recovery.watch(member.name());
                }
                String started = cluster.text("SELECT takt_now()");
                for (Member member : next) {
                    member.startAgain();
                }
                sleep(apart);
                for (Member member : next) {
                    cluster.awaitNodeSince(member, started);
                }
            }
        };
    }

    /** SIGKILL to the first node, for good. */
    static Disturbance killForGood() {
        return (cluster, recovery) -> {
            Member first = cluster.member(0);
            first.kill();
            recovery.watch(first.name());
        };
    }

    /** SIGSTOP to one node after the other for longer than the node timeout, then SIGCONT. */
    static Disturbance freezes(int times, Duration apart) {
        return (cluster, recovery) -> {
            for (int i = 0; i < times; i++) {
                Member next = cluster.member(i);
                next.freeze();
                recovery.watch(next.name());
                sleep(LONGER_THAN_THE_TIMEOUT);
                next.thaw();
                sleep(apart);
            }
        };
    }

    /** PostgreSQL dies and comes back. Nobody may be declared dead for that, and work goes on by itself. */
    static Disturbance databaseRestarts(int times, Duration apart) {
        return (cluster, recovery) -> {
            for (int i = 0; i < times; i++) {
                Set<Long> before = cluster.ids();
                cluster.postgres().killAndRestart();
                long back = System.nanoTime();
                String since = cluster.text("SELECT clock_timestamp()");
                Cluster.await(
                        "work to go on",
                        Duration.ofMinutes(1),
                        () -> cluster.number(FIRST_EFFECT_SINCE.formatted(since)) > 0);
                recovery.add(back);
                sleep(apart);
                if (!cluster.ids().equals(before)) {
                    throw new BrokenPromiseException("a node was declared dead because the database was away");
                }
            }
        };
    }

    /** Sessions of the database end without a warning, one after the other. */
    static Disturbance cutConnections(Duration length, Duration apart) {
        return (cluster, recovery) -> {
            long end = System.nanoTime() + length.toNanos();
            try (Connection connection = cluster.postgres().connect(cluster.database());
                    Statement statement = connection.createStatement()) {
                while (System.nanoTime() < end) {
                    statement.execute(TERMINATE_ONE);
                    sleep(apart);
                }
            }
        };
    }

    /** SIGTERM to one node after the other, which starts again before the next one goes. */
    static Disturbance rollingRestart(int rounds) {
        return (cluster, recovery) -> {
            int all = cluster.members().size();
            for (int i = 0; i < rounds * all; i++) {
                Member next = cluster.member(i);
                next.stop();
                cluster.awaitGone(next.name());
                next.startAgain();
                cluster.awaitNodes(all);
            }
        };
    }

    /** Nothing more goes wrong than did when the nodes started. */
    static Disturbance none(Duration length) {
        return (cluster, recovery) -> sleep(length);
    }

    /** One after the other. */
    default Disturbance then(Disturbance next) {
        return (cluster, recovery) -> {
            in(cluster, recovery);
            next.in(cluster, recovery);
        };
    }

    /** Nodes and database are other processes, which have to go on for that long; there is nothing to wait for. */
    private static void sleep(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }
}
