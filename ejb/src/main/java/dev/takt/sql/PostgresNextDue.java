package dev.takt.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When something is due next, on PostgreSQL. */
final class PostgresNextDue {
    /**
     * What has been due for longer has just been claimed, or is locked by somebody who will see to it; the entries that it
     * has left in the index are many.
     */
    static final String LATELY = from("lately");

    private static final String EVER = from("since");

    private PostgresNextDue() {}

    private static String from(String from) {
        return Asked.WITH
                + " SELECT (extract(epoch FROM min(slot) - takt_now()) * 1000000)::bigint AS slot,"
                + " (extract(epoch FROM min(task) - takt_now()) * 1000000)::bigint AS task,"
                + " takt_now() AS as_of FROM ("
                + IntStream.range(0, Rows.PRIORITIES)
                        .mapToObj(priority -> """
                            (SELECT next_run AS slot, NULL::timestamptz AS task FROM takt_schedule
                                WHERE priority = %1$d AND %2$s AND next_run >= (SELECT %4$s FROM asked)
                                ORDER BY next_run LIMIT 1)
                            UNION ALL
                            (SELECT NULL, run_after FROM takt_task
                                WHERE priority = %1$d AND %3$s AND run_after >= (SELECT %4$s FROM asked)
                                ORDER BY run_after LIMIT 1)""".formatted(
                                        priority,
                                        Rows.runnable(Asked.CLUSTER, Asked.FUNCTIONS),
                                        Rows.waiting(Asked.CLUSTER, Asked.FUNCTIONS),
                                        from))
                        .collect(Collectors.joining(" UNION ALL "))
                + ") AS next";
    }

    /** {@link ClusterSql#nextDue}. */
    static NextDue nextDue(Connection connection, Claimable claimable) throws SQLException {
        return Jdbc.query(
                        connection, LATELY, PostgresNextDue::read, Asked.parameters(connection, claimable, Room.of(1)))
                .get(0);
    }

    /** {@link ClusterSql#earliestDue}. */
    static NextDue earliestDue(Connection connection, Claimable claimable) throws SQLException {
        return Jdbc.query(connection, EVER, PostgresNextDue::read, Asked.parameters(connection, claimable, Room.of(1)))
                .get(0);
    }

    static NextDue read(ResultSet row) throws SQLException {
        return new NextDue(wait(Jdbc.number(row, "slot")), wait(Jdbc.number(row, "task")), Jdbc.instant(row, "as_of"));
    }

    private static @Nullable Duration wait(@Nullable Long micros) {
        return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
    }
}
