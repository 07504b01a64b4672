package dev.takt.schedule;

import dev.takt.api.HookInfo;
import dev.takt.api.Overview;
import dev.takt.api.Overview.Upcoming;
import dev.takt.api.Priority;
import dev.takt.api.ScheduleCondition;
import dev.takt.cluster.LiveFunctions;
import dev.takt.cluster.RunningTasks;
import dev.takt.config.NodeClock;
import dev.takt.hook.Hooks;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is going on, read by indexes and counted up to a limit, so that a large table costs no more than a small one. Whoever
 * asks within two seconds gets what has just been read.
 */
@ApplicationScoped
public class Overviews {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofHours(1);

    /** A schedule that is due for longer and not claimed waits for something. */
    private static final Duration LONG_DUE = Duration.ofSeconds(5);

    private static final int UPCOMING = 10;
    private static final int LONGEST = 10;
    private static final String DUE = perPriority(
            "SELECT id, name, func, next_run FROM takt_schedule WHERE priority = %d AND " + Conditions.CAN_RUN
                    + " AND next_run <= ? ORDER BY next_run FETCH FIRST %d ROWS ONLY",
            Overview.MOST + 1);
    private static final String NEXT = perPriority(
                    "SELECT id, name, func, next_run FROM takt_schedule WHERE priority = %d AND " + Conditions.CAN_RUN
                            + " ORDER BY next_run FETCH FIRST %d ROWS ONLY",
                    UPCOMING)
            + " ORDER BY next_run";
    private static final String WAITING = perPriority(
            "SELECT id FROM takt_task WHERE priority = %d AND node IS NULL AND finished_at IS NULL"
                    + " FETCH FIRST %d ROWS ONLY",
            Overview.MOST + 1);

    private final Database database;
    private final LiveFunctions liveFunctions;
    private final RunningTasks runningTasks;
    private final Hooks hooks;
    private final NodeClock clock;
    private @Nullable Overview known;
    private long readAt;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Overviews() {
        this(null, null, null, null, new NodeClock());
    }

    @Inject
    Overviews(Database database, LiveFunctions liveFunctions, RunningTasks runningTasks, Hooks hooks, NodeClock clock) {
        this.database = database;
        this.liveFunctions = liveFunctions;
        this.runningTasks = runningTasks;
        this.hooks = hooks;
        this.clock = clock;
    }

    private static String perPriority(String select, int most) {
        return Stream.of(Priority.values())
                .map(Priority::rank)
                .map(rank -> "SELECT * FROM (" + select.formatted(rank, most) + ") AS p" + rank)
                .collect(Collectors.joining(" UNION ALL "));
    }

    synchronized Overview latest() {
        Overview latest = known;
        if (latest == null || clock.since(readAt).compareTo(FRESH) >= 0) {
            readAt = clock.nanoTime();
            latest = database.inCurrent(this::read);
            known = latest;
        }
        return latest;
    }

    private Overview read(Connection connection) throws SQLException {
        Instant now = database.sql().now(connection);
        List<RunningTasks.Started> running = runningTasks.all(connection);
        return new Overview(
                now,
                count(connection, DUE, inEachPriority(now.plus(SOON))),
                upcoming(connection),
                count(connection, WAITING),
                running.size(),
                runningTasks.named(connection, running.stream().limit(LONGEST).toList()),
                countIn(connection, ScheduleCondition.BROKEN),
                countIn(connection, ScheduleCondition.OVERDUE),
                countIn(connection, ScheduleCondition.FAILING),
                withoutFunction(connection, now.minus(LONG_DUE)),
                unheardHooks(connection));
    }

    private static Object[] inEachPriority(Instant value) {
        return Stream.of(Priority.values()).map(priority -> value).toArray();
    }

    private static long count(Connection connection, String select, Object... parameters) throws SQLException {
        String counted = "SELECT count(*) FROM (" + select + ") AS counted";
        long count =
                Jdbc.one(connection, counted, row -> row.getLong(1), parameters).orElseThrow();
        return Math.min(count, Overview.MOST + 1);
    }

    private static long countIn(Connection connection, ScheduleCondition condition) throws SQLException {
        return count(
                connection,
                "SELECT id FROM takt_schedule WHERE " + Conditions.sql(condition) + " FETCH FIRST "
                        + (Overview.MOST + 1) + " ROWS ONLY");
    }

    private static List<Upcoming> upcoming(Connection connection) throws SQLException {
        return Jdbc.query(
                        connection,
                        NEXT,
                        row -> new Upcoming(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("func"),
                                Objects.requireNonNull(Jdbc.instant(row, "next_run"))))
                .stream()
                .limit(UPCOMING)
                .toList();
    }

    /** Nobody claims them, so they gather at the left end of the index. */
    private Map<String, Long> withoutFunction(Connection connection, Instant dueSince) throws SQLException {
        Set<String> live = liveFunctions.names();
        return Jdbc.query(connection, DUE, row -> row.getString("func"), inEachPriority(dueSince)).stream()
                .filter(func -> !live.contains(func))
                .collect(Collectors.groupingBy(func -> func, Collectors.counting()));
    }

    private List<String> unheardHooks(Connection connection) throws SQLException {
        Set<String> unheard =
                new HashSet<>(Jdbc.query(connection, database.sql().hooksOfSchedules(), row -> row.getString(1)));
        hooks.all().stream().map(HookInfo::name).forEach(unheard::remove);
        return unheard.stream().sorted().toList();
    }
}
