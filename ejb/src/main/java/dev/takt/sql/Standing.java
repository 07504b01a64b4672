package dev.takt.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a schedule fared until its next outcome was recorded. */
record Standing(
        long schedule, @Nullable String name, String func, int failuresInARow, int failingAfter, boolean overdue) {
    static final String COLUMNS = "id, name, func, failures_in_a_row, failing_after, overdue_since";

    static Standing read(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("id"),
                row.getString("name"),
                row.getString("func"),
                row.getInt("failures_in_a_row"),
                row.getInt("failing_after"),
                row.getObject("overdue_since") != null);
    }
}
