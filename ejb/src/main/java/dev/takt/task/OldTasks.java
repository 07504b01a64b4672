package dev.takt.task;

import dev.takt.config.TaktConfig;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes tasks that finished longer ago than {@code takt.keep}. Walks the primary key from its old end, a page at a
 * time; of a schedule that still exists the newest finished and the newest successful task stay.
 */
@ApplicationScoped
class OldTasks {
    private static final int PAGE = 1000;

    private static final String NEXT_PAGE =
            "SELECT id, queued_at, finished_at FROM takt_task WHERE id > ? ORDER BY id LIMIT ?";

    private static final String NOT_THE_NEWEST = """
            SELECT t.id FROM takt_task t
            WHERE t.id = ANY(?)
                AND (NOT EXISTS (SELECT 1 FROM takt_schedule s WHERE s.id = t.schedule_id)
                    OR (EXISTS (SELECT 1 FROM takt_task n
                            WHERE n.schedule_id = t.schedule_id AND n.id > t.id AND n.finished_at IS NOT NULL)
                        AND (t.state <> 'SUCCEEDED' OR EXISTS (SELECT 1 FROM takt_task n
                            WHERE n.schedule_id = t.schedule_id AND n.id > t.id AND n.state = 'SUCCEEDED'))))""";

    private final Database database;
    private final TaktConfig config;
    private long walkedTo;

    private record Age(long id, Instant queuedAt, @Nullable Instant finishedAt) {}

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected OldTasks() {
        this(null, null);
    }

    @Inject
    OldTasks(Database database, TaktConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Looks at the next page, in a transaction of its own; behind the last old task, the walk begins anew.
     *
     * @return how many tasks went
     */
    synchronized int prunePage() {
        return database.inNew(connection -> {
            database.sql().beginShort(connection);
            Instant before = database.sql().now(connection).minus(config.keep());
            List<Age> page = Jdbc.query(connection, NEXT_PAGE, OldTasks::age, walkedTo, PAGE);
            Age last = page.isEmpty() ? null : page.get(page.size() - 1);
            walkedTo = last == null || page.size() < PAGE || !last.queuedAt().isBefore(before) ? 0 : last.id();
            return FinishedTasks.delete(connection, notTheNewest(connection, page, before));
        });
    }

    private static List<Long> notTheNewest(Connection connection, List<Age> page, Instant before) throws SQLException {
        Object[] old = page.stream()
                .filter(age -> age.finishedAt() != null && age.finishedAt().isBefore(before))
                .map(Age::id)
                .toArray();
        return old.length == 0
                ? List.of()
                : Jdbc.query(
                        connection, NOT_THE_NEWEST, row -> row.getLong(1), connection.createArrayOf("bigint", old));
    }

    private static Age age(java.sql.ResultSet row) throws SQLException {
        return new Age(
                row.getLong("id"),
                Objects.requireNonNull(Jdbc.instant(row, "queued_at")),
                Jdbc.instant(row, "finished_at"));
    }
}
