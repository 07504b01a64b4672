package dev.takt.cluster;

import dev.takt.sql.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ids between those of the nodes that there are. The index of unfinished tasks by node is full of entries of tasks that have
 * ended, beside an old transaction hundreds of thousands, and nearly all of those are of living nodes: whoever looks for what
 * belongs to nobody does not want to walk over them. A node may have come since, so he asks once more for each row.
 *
 * @param first the least id
 * @param last the greatest id
 */
record NodesBetween(long first, long last) {
    static List<NodesBetween> living(Connection connection) throws SQLException {
        List<NodesBetween> gaps = new ArrayList<>();
        long first = Long.MIN_VALUE;
        for (long node : Jdbc.query(connection, "SELECT id FROM takt_node ORDER BY id", row -> row.getLong(1))) {
            gaps.add(new NodesBetween(first, node - 1));
            first = node + 1;
        }
        gaps.add(new NodesBetween(first, Long.MAX_VALUE));
        return gaps;
    }
}
