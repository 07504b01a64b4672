package dev.takt.task;

import dev.takt.api.TaskState;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the last slots of schedules ended, by the key of slots: however many tasks a schedule has, few of them are read. */
@ApplicationScoped
@Unproxied
public class LatestOutcomes {
    private static final String OF_ONE =
            "SELECT * FROM (SELECT schedule_id, generation, planned_at, state FROM takt_task"
                    + " WHERE schedule_id = ? AND planned_at IS NOT NULL AND finished_at IS NOT NULL"
                    + " ORDER BY generation DESC, planned_at DESC LIMIT %d) AS latest";

    private final Database database;

    @Inject
    LatestOutcomes(Database database) {
        this.database = database;
    }

    private record Ended(long schedule, long generation, Instant slot, TaskState state) {
        static Ended read(ResultSet row) throws SQLException {
            return new Ended(
                    row.getLong("schedule_id"),
                    row.getLong("generation"),
                    row.getTimestamp("planned_at").toInstant(),
                    TaskState.valueOf(row.getString("state")));
        }
    }

    /**
     * Reads them.
     *
     * @param schedules ids, at least one
     * @param most at most so many of each
     * @return of each that has run, the oldest first
     */
    public Map<Long, List<TaskState>> of(Collection<Long> schedules, int most) {
        Object[] each = schedules.stream().distinct().toArray();
        String all = String.join(" UNION ALL ", Collections.nCopies(each.length, OF_ONE.formatted(most)));
        Map<Long, List<TaskState>> outcomes = new HashMap<>();
        database.inCurrent(connection -> Jdbc.query(connection, all, Ended::read, each)).stream()
                .sorted(Comparator.comparing(Ended::generation).thenComparing(Ended::slot))
                .forEach(ended -> outcomes.computeIfAbsent(ended.schedule(), schedule -> new ArrayList<>())
                        .add(ended.state()));
        return outcomes;
    }
}
