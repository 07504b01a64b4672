package dev.takt.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Set by set: arrays travel, a CTE fences what is locked. */
final class PostgresSql implements ClusterSql {
    /** Takt's own class of advisory locks: "TAKT". */
    private static final int FUNCTION_LOCKS = 0x54414b54;

    private static final int NAME_LOCKS = FUNCTION_LOCKS + 1;

    /**
     * In front of another statement, it costs no round trip of its own. What follows finds its rows by {@code id = ANY
     * (...)}, that is by index, and joins them by hashing: a plan that was made, and kept, when a table was empty would
     * else read all of it, row by row, when it has grown. With such plans there is nothing to be gained by planning anew
     * for each set of parameters, which takes longer than the statement itself (decision 0012).
     */
    static final String SHORT = """
            SELECT set_config('statement_timeout', '5s', true),
                set_config('idle_in_transaction_session_timeout', '5s', true), set_config('enable_seqscan', 'off', true),
                set_config('enable_bitmapscan', 'off', true), set_config('enable_nestloop', 'off', true),
                set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)""";

    @Override
    public void beginShort(Connection connection) throws SQLException {
        Jdbc.query(connection, SHORT, row -> row.getString(1));
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return Jdbc.one(connection, "SELECT takt_now() AS now", row -> Objects.requireNonNull(Jdbc.instant(row, "now")))
                .orElseThrow();
    }

    @Override
    public List<Long> newTasks(Connection connection, int count) throws SQLException {
        return Jdbc.query(
                connection,
                "SELECT nextval('takt_task_seq') AS id FROM generate_series(1, ?)",
                row -> row.getLong("id"),
                count);
    }

    @Override
    public boolean tryLock(Connection connection, String func) throws SQLException {
        return Jdbc.one(
                        connection,
                        "SELECT pg_try_advisory_xact_lock(?, hashtext(?))",
                        row -> row.getBoolean(1),
                        FUNCTION_LOCKS,
                        func)
                .orElseThrow();
    }

    @Override
    public void lockName(Connection connection, String name) throws SQLException {
        Jdbc.query(
                connection,
                "SELECT pg_advisory_xact_lock(?, hashtext(?))",
                row -> row.getObject(1) == null,
                NAME_LOCKS,
                name);
    }

    @Override
    public Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException {
        return PostgresOutcomes.complete(connection, outcomes);
    }

    @Override
    public boolean lockForRun(Connection connection, ClaimedTask task, Duration limit) throws SQLException {
        return PostgresOwnTransaction.lock(connection, task, limit);
    }

    @Override
    public Completed completeOne(Connection connection, Outcome outcome) throws SQLException {
        return PostgresOwnTransaction.complete(connection, outcome);
    }

    /** From one to the next in their index, however many schedules name the same. */
    @Override
    public String hooksOfSchedules() {
        return """
                WITH RECURSIVE each AS (
                    (SELECT hook FROM takt_schedule WHERE hook IS NOT NULL ORDER BY hook LIMIT 1)
                    UNION ALL
                    SELECT (SELECT hook FROM takt_schedule WHERE hook > each.hook ORDER BY hook LIMIT 1) FROM each
                    WHERE each.hook IS NOT NULL)
                SELECT hook FROM each WHERE hook IS NOT NULL""";
    }

    @Override
    public String nowExpression() {
        return "takt_now()";
    }

    @Override
    public String migrations() {
        return "postgresql";
    }

    @Override
    public boolean changesTablesAtOnce() {
        return true;
    }

    @Override
    public boolean completesAtOnce(List<Outcome> outcomes) {
        return PostgresOutcomes.isOneStatement(outcomes);
    }

    @Override
    public Due claimDue(Connection connection, Claimable claimable, Room room, boolean andNext) throws SQLException {
        return PostgresClaims.claimDue(connection, claimable, room, andNext);
    }

    @Override
    public Set<Long> take(
            Connection connection, long node, List<NewTask> tasks, List<Advance> advances, Collection<Long> ended)
            throws SQLException {
        return PostgresClaims.take(connection, node, tasks, advances, ended);
    }

    @Override
    public List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, Room room) throws SQLException {
        return PostgresClaims.claimWaiting(connection, claimable, room);
    }

    @Override
    public NextDue nextDue(Connection connection, Claimable claimable) throws SQLException {
        return PostgresNextDue.nextDue(connection, claimable);
    }

    @Override
    public NextDue earliestDue(Connection connection, Claimable claimable) throws SQLException {
        return PostgresNextDue.earliestDue(connection, claimable);
    }
}
