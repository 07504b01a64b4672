package dev.takt.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What claims ask for on PostgreSQL. */
final class Asked {
    /** What a claim asks for, once for all parts of a statement. */
    static final String WITH = """
            WITH asked AS MATERIALIZED (
                SELECT ?::varchar AS cluster, ?::varchar[] AS functions, coalesce(?::timestamptz, '-infinity') AS since,
                    ?::int AS room, ?::int AS share, ?::bigint AS node,
                    takt_now() - interval '200 milliseconds' AS lately)""";

    static final String CLUSTER = "(SELECT cluster FROM asked)";
    static final String FUNCTIONS = "(SELECT functions FROM asked)::varchar[]";

    private Asked() {}

    /** The parameters of {@link #WITH}. */
    static @Nullable Object[] parameters(Connection connection, Claimable claimable, Room room) throws SQLException {
        return new @Nullable Object[] {
            claimable.cluster(),
            connection.createArrayOf("varchar", claimable.functions().toArray()),
            claimable.dueSince(),
            room.all(),
            room.share(),
            claimable.node()
        };
    }
}
