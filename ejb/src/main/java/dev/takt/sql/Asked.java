package dev.takt.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a claim on PostgreSQL, which names what is asked for: {@code :cluster}, {@code :since}, {@code :room},
 * {@code :share}, {@code :node} and {@code :functions}. Each is a parameter wherever it is named; to look it up in a part of the
 * statement would have cost a plan of its own for each, and a claim has dozens of them. The functions, which may be many, are
 * such a part ({@link #WITH}).
 */
final class Asked {
    static final String WITH = "WITH asked AS MATERIALIZED (SELECT :functions AS functions)";
    static final String CLUSTER = ":cluster";
    static final String FUNCTIONS = "(SELECT functions FROM asked)::varchar[]";

    private static final Pattern NAME = Pattern.compile("(?<!:):(cluster|since|room|share|node|functions)\\b");

    private final String sql;
    private final List<String> names;

    private Asked(String sql, List<String> names) {
        this.sql = sql;
        this.names = names;
    }

    static Asked of(String named) {
        List<String> names = new ArrayList<>();
        Matcher found = NAME.matcher(named);
        String sql = found.replaceAll(name -> {
            names.add(name.group(1));
            return "?::" + type(name.group(1));
        });
        return new Asked(sql, names);
    }

    private static String type(String name) {
        return switch (name) {
            case "cluster" -> "varchar";
            case "since" -> "timestamptz";
            case "room", "share" -> "int";
            case "node" -> "bigint";
            default -> "varchar[]";
        };
    }

    String sql() {
        return sql;
    }

    /** In the order of the statement. */
    @Nullable
    Object[] parameters(Connection connection, Claimable claimable, Room room) throws SQLException {
        Object functions =
                connection.createArrayOf("varchar", claimable.functions().toArray());
        @Nullable Object[] parameters = new @Nullable Object[names.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = switch (names.get(i)) {
                case "cluster" -> claimable.cluster();
                case "since" -> claimable.dueSince();
                case "room" -> room.all();
                case "share" -> room.share();
                case "node" -> claimable.node();
                default -> functions;
            };
        }
        return parameters;
    }
}
