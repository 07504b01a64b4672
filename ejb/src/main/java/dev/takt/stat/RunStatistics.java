package dev.takt.stat;

import dev.takt.api.RunStats;
import dev.takt.api.TaskState;
import dev.takt.config.NodeClock;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all nodes have counted. Minutes that are over are read once and kept, so that a day costs no more than the
 * last minutes; whoever asks within two seconds gets what has just been read.
 */
@ApplicationScoped
public class RunStatistics {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(1);

    /** By then every node that lives has written its counts of a minute. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final String SINCE =
            "SELECT at_minute, func, outcome, runs, lateness, duration FROM takt_stat WHERE at_minute >= ?";

    private final Database database;
    private final NodeClock clock;
    private final NavigableMap<Instant, Sums> minutes = new TreeMap<>();
    private @Nullable Instant settledUntil;
    private Instant now = Instant.EPOCH;
    private long readAt;

    private record Row(Instant minute, String func, TaskState outcome, long runs, String lateness, String duration) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    Objects.requireNonNull(Jdbc.instant(row, "at_minute")),
                    row.getString("func"),
                    TaskState.valueOf(row.getString("outcome")),
                    row.getLong("runs"),
                    row.getString("lateness"),
                    row.getString("duration"));
        }

        void addTo(Sums sums) {
            sums.add(outcome, runs, lateness, duration);
        }
    }

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected RunStatistics() {
        this(null, null);
    }

    @Inject
    RunStatistics(Database database, NodeClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Equal stretches of time, up to now.
     *
     * @param step the length of each, whole minutes
     * @param steps how many; together at most a day
     * @return the oldest first; the last is not over yet
     */
    public synchronized List<RunStats> bySteps(Duration step, int steps) {
        refresh();
        Instant from =
                now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).minus(step.multipliedBy(steps));
        List<RunStats> stats = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            Instant begin = from.plus(step.multipliedBy(i));
            Sums sums = new Sums();
            minutes.subMap(begin, begin.plus(step)).values().forEach(sums::add);
            stats.add(sums.over(begin, step));
        }
        return stats;
    }

    /**
     * What each function did lately.
     *
     * @param last how far back, at most a day
     * @return by name
     */
    public Map<String, RunStats> byFunction(Duration last) {
        return database.inCurrent(connection -> {
            Instant from = database.sql()
                    .now(connection)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .minus(last);
            Map<String, Sums> sums = new TreeMap<>();
            Jdbc.query(connection, SINCE, Row::read, from)
                    .forEach(row -> row.addTo(sums.computeIfAbsent(row.func(), first -> new Sums())));
            Map<String, RunStats> stats = new TreeMap<>();
            sums.forEach((func, sum) -> stats.put(func, sum.over(from, last)));
            return stats;
        });
    }

    private void refresh() {
        if (settledUntil != null && clock.since(readAt).compareTo(FRESH) < 0) {
            return;
        }
        long beganAt = clock.nanoTime();
        database.inCurrent(connection -> {
            now = database.sql().now(connection);
            Instant oldest = now.truncatedTo(ChronoUnit.MINUTES).minus(KEPT);
            Instant from = settledUntil == null || settledUntil.isBefore(oldest) ? oldest : settledUntil;
            minutes.tailMap(from, true).clear();
            minutes.headMap(oldest).clear();
            Jdbc.query(connection, SINCE, Row::read, from)
                    .forEach(row -> row.addTo(minutes.computeIfAbsent(row.minute(), first -> new Sums())));
            settledUntil = now.minus(SETTLED).truncatedTo(ChronoUnit.MINUTES);
            return true;
        });
        readAt = beganAt;
    }
}
