package dev.takt.audit;

import dev.takt.config.TaktConfig;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Deletes entries that are older than {@code takt.keep-audit}, from the old end, a page at a time. */
@ApplicationScoped
public class OldEntries {
    private static final int PAGE = 1000;

    private static final String OLDEST = "SELECT id, at FROM takt_audit ORDER BY id LIMIT ?";
    private static final String DELETE = "DELETE FROM takt_audit WHERE id <= ? AND at < ?";

    private final Database database;
    private final TaktConfig config;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected OldEntries() {
        this(null, null);
    }

    @Inject
    OldEntries(Database database, TaktConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Looks at the oldest page, in a transaction of its own.
     *
     * @return whether there may be more to delete
     */
    public boolean prune() {
        return database.inNew(connection -> {
            database.sql().beginShort(connection);
            Instant before = database.sql().now(connection).minus(config.keepAudit());
            List<Age> oldest = Jdbc.query(connection, OLDEST, Age::read, PAGE);
            OptionalLong last = oldest.stream()
                    .filter(age -> age.at().isBefore(before))
                    .mapToLong(Age::id)
                    .max();
            return last.isPresent() && Jdbc.update(connection, DELETE, last.getAsLong(), before) == PAGE;
        });
    }

    private record Age(long id, Instant at) {
        static Age read(ResultSet row) throws SQLException {
            return new Age(row.getLong("id"), Objects.requireNonNull(Jdbc.instant(row, "at")));
        }
    }
}
