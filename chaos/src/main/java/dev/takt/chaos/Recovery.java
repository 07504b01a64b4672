package dev.takt.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** How long it took until what a lost node had was elsewhere, each time. */
final class Recovery {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Void>> watches = new ArrayList<>();

    Recovery(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Watches from now on what this node has not finished, until each of it is done or another's. The node has been killed, and
     * changes nothing more. If it had nothing, there is nothing to recover from.
     */
    void watch(String member) throws SQLException {
        long began = System.nanoTime();
        String tasks = list("t.id", member);
        if (!tasks.isEmpty()) {
            String stillItsOwn = "SELECT count(*) FROM takt_task WHERE finished_at IS NULL AND id IN (" + tasks
                    + ") AND (node IS NULL OR node IN (" + list("n.id", member) + "))";
            watches.add(CompletableFuture.runAsync(() -> await(stillItsOwn, began)));
        }
    }

    private String list(String column, String member) throws SQLException {
        return cluster.text("SELECT coalesce(string_agg(DISTINCT " + column
                + "::text, ','), '') FROM takt_task t JOIN takt_node n ON n.id = t.node"
                + " WHERE t.finished_at IS NULL AND n.name = '" + member + "'");
    }

    private void await(String stillItsOwn, long began) {
        try {
            Cluster.await("what a lost node had", LONGEST, () -> cluster.number(stillItsOwn) == 0);
            add(began);
        } catch (Exception never) {
            seconds.add(Double.POSITIVE_INFINITY);
        }
    }

    /** It has just recovered. */
    void add(long began) {
        seconds.add((System.nanoTime() - began) / 1e9);
    }

    /** Median, maximum and how many there were, when all have ended. */
    String text() {
        watches.forEach(CompletableFuture::join);
        if (seconds.isEmpty()) {
            return "-";
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1fs(max %.1fs of %d)",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }
}
