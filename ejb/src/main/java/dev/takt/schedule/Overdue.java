package dev.takt.schedule;

import dev.takt.api.ScheduleOverdue;
import dev.takt.hook.Alerts;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds schedules whose last success (or creation) is longer ago than their successWithin, and says so once per episode:
 * only the node that marks the row tells (SEMANTICS, section 2).
 */
@ApplicationScoped
public class Overdue {
    private static final int AT_ONCE = 1000;

    private static final String WATCHED = """
            SELECT id, name, func, success_within, last_success, COALESCE(last_success, created_at) AS since
            FROM takt_schedule
            WHERE success_within IS NOT NULL AND overdue_since IS NULL AND repeats <> 0
                AND (until_at IS NULL OR next_run <= until_at) AND id > ?
            ORDER BY id LIMIT ?""";

    private static final String MARK = """
            UPDATE takt_schedule SET overdue_since = ?
            WHERE id = ? AND overdue_since IS NULL AND repeats <> 0 AND COALESCE(last_success, created_at) = ?""";

    private final Database database;
    private final Alerts alerts;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Overdue() {
        this(null, null);
    }

    @Inject
    Overdue(Database database, Alerts alerts) {
        this.database = database;
        this.alerts = alerts;
    }

    /** A schedule that should succeed so often; within is null where a row made by hand says something else. */
    private record Watched(
            long id,
            @Nullable String name,
            String func,
            @Nullable Duration within,
            @Nullable Instant lastSuccess,
            @Nullable Instant since) {

        boolean isOverdue(Instant now) {
            return within != null
                    && since != null
                    && Duration.between(since, now).compareTo(within) > 0;
        }

        ScheduleOverdue event() {
            return new ScheduleOverdue(id, name, func, Objects.requireNonNull(within), lastSuccess);
        }
    }

    /**
     * Looks at all of them once.
     *
     * @return how many this node found overdue
     */
    public int run() {
        int found = 0;
        long after = 0;
        List<Watched> page;
        do {
            page = pageAfter(after);
            List<Watched> marked = mark(page);
            marked.forEach(late -> alerts.tell(late.event()));
            found += marked.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE);
        return found;
    }

    private List<Watched> pageAfter(long id) {
        return database.inNew(connection -> Jdbc.query(connection, WATCHED, Overdue::read, id, AT_ONCE));
    }

    private List<Watched> mark(List<Watched> page) {
        return database.inNew(connection -> {
            Instant now = database.sql().now(connection);
            List<Watched> marked = new ArrayList<>();
            for (Watched watched : page) {
                if (watched.isOverdue(now) && Jdbc.update(connection, MARK, now, watched.id(), watched.since()) == 1) {
                    marked.add(watched);
                }
            }
            return marked;
        });
    }

    private static Watched read(ResultSet row) throws SQLException {
        return new Watched(
                row.getLong("id"),
                row.getString("name"),
                row.getString("func"),
                duration(row.getString("success_within")),
                Jdbc.instant(row, "last_success"),
                Jdbc.instant(row, "since"));
    }

    private static @Nullable Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
