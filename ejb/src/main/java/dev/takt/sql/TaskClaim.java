package dev.takt.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One claim of a task. A task may be claimed again, by the same node too, while a run under an older claim has not ended: so
 * whatever memory knows, it knows of a claim.
 *
 * @param task the task's id
 * @param node the id under which a node has claimed it
 * @param fence what the row said then
 */
public record TaskClaim(long task, long node, int fence) {
    /**
     * Reads what a row says.
     *
     * @param row with id, node and fence; its node is not null
     * @return its claim
     * @throws SQLException from the driver
     */
    public static TaskClaim read(ResultSet row) throws SQLException {
        return new TaskClaim(row.getLong("id"), row.getLong("node"), row.getInt("fence"));
    }
}
