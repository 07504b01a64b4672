package dev.takt.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the cluster protocol (docs/decisions, PROTOCOL N5 to N9) that depend on the database. Each runs in
 * the transaction of the connection that it is given, or where it is said, by itself.
 */
public interface ClusterSql {
    /**
     * Limits what follows in this transaction to a few seconds, where the database can.
     *
     * @param connection of the transaction
     * @throws SQLException from the driver
     */
    void beginShort(Connection connection) throws SQLException;

    /**
     * The cluster's clock.
     *
     * @param connection of the transaction
     * @return the database's now, with the offset that only tests set
     * @throws SQLException from the driver
     */
    Instant now(Connection connection) throws SQLException;

    /**
     * Whether one statement can change several tables. Then {@link #claimWaiting}, and {@link #claimDue} as far as it takes
     * slots itself, do without a transaction around them: each is one round trip, in which all happens or nothing.
     *
     * @return false if they need one
     */
    boolean changesTablesAtOnce();

    /**
     * The same of {@link #complete}.
     *
     * @param outcomes that are to be recorded
     * @return false if they need a transaction
     */
    boolean completesAtOnce(List<Outcome> outcomes);

    /**
     * N6: locks due schedules, the most urgent first, in each class the longest due first; rows that somebody else has
     * locked are left out. May take slots at once that need no calendar. Limits the transaction as {@link #beginShort}
     * does. May say what {@link #nextDue} would say after it, if that costs no round trip.
     *
     * @param connection of the transaction
     * @param claimable which node, cluster and functions
     * @param room for how many
     * @param andNext whether that is wanted
     * @return the locked rows
     * @throws SQLException from the driver
     */
    Due claimDue(Connection connection, Claimable claimable, Room room, boolean andNext) throws SQLException;

    /**
     * Due schedules, locked.
     *
     * @param now the cluster's clock in this transaction; meaningless if there are no schedules
     * @param taken the tasks of slots that have been taken already; their schedules have moved on
     * @param conflicts how many more such slots had a task, a defect; their schedules have moved on, too
     * @param schedules the rows of all others
     * @param newTasks keys for tasks of them, ascending, perhaps fewer than wanted
     * @param next what is due next, as long as those schedules have not moved on; null if unknown
     * @param reached until when everything due has been taken or locked, by whomever; null if unknown
     */
    record Due(
            Instant now,
            List<ClaimedTask> taken,
            int conflicts,
            List<DueSchedule> schedules,
            List<Long> newTasks,
            @Nullable NextDue next,
            @Nullable Instant reached) {}

    /**
     * Keys for new tasks.
     *
     * @param connection any
     * @param count how many
     * @return ascending
     * @throws SQLException from the driver
     */
    List<Long> newTasks(Connection connection, int count) throws SQLException;

    /**
     * Locks schedules that were set aside because their rows could not be read; those that somebody else has locked are
     * left out.
     *
     * @param connection of the transaction
     * @param after only ids above this one
     * @param limit at most so many
     * @return the locked rows, by id
     * @throws SQLException from the driver
     */
    default List<DueSchedule> lockBroken(Connection connection, long after, int limit) throws SQLException {
        return Jdbc.query(
                connection,
                "SELECT " + Rows.DUE_COLUMNS + " FROM takt_schedule WHERE broken IS NOT NULL AND id > ?"
                        + " ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
                Rows::due,
                after,
                limit);
    }

    /**
     * N6: makes a task of each slot, claimed or waiting, and moves the schedules on. A slot that has a task already is
     * left out: the key found a defect.
     *
     * @param connection of the transaction
     * @param node who claims
     * @param tasks to be made
     * @param advances where their schedules stand now
     * @param ended schedules that are deleted
     * @return the keys of those that were made
     * @throws SQLException from the driver
     */
    Set<Long> take(
            Connection connection, long node, List<NewTask> tasks, List<Advance> advances, Collection<Long> ended)
            throws SQLException;

    /**
     * Keeps other nodes from claiming tasks of a function until the end of the transaction, so that its tasks can be
     * counted.
     *
     * @param connection of the transaction
     * @param func the function's name
     * @return false if another node is at it
     * @throws SQLException from the driver
     */
    boolean tryLock(Connection connection, String func) throws SQLException;

    /**
     * N7: takes waiting tasks, the most urgent first, in each class the longest waiting first. Limits the transaction
     * as {@link #beginShort} does.
     *
     * @param connection of the transaction
     * @param claimable which node, cluster and functions
     * @param room for how many
     * @return the tasks, now this node's
     * @throws SQLException from the driver
     */
    List<ClaimedTask> claimWaiting(Connection connection, Claimable claimable, Room room) throws SQLException;

    /**
     * N8: records final outcomes, each only if its task is still that node's under that fence. Limits the transaction
     * as {@link #beginShort} does.
     *
     * @param connection of the transaction
     * @param outcomes at most one per task
     * @return the tasks that were recorded, and what that turned
     * @throws SQLException from the driver
     */
    Completed complete(Connection connection, List<Outcome> outcomes) throws SQLException;

    /**
     * N9: locks the row of a task that is still that node's under that fence, until the end of the transaction of its
     * function, and limits that transaction where the database can.
     *
     * @param connection of the transaction
     * @param task about to be run
     * @param limit after which the database ends the transaction
     * @return false if the task is no longer that node's
     * @throws SQLException from the driver
     */
    boolean lockForRun(Connection connection, ClaimedTask task, Duration limit) throws SQLException;

    /**
     * N9: records a final outcome in the transaction of the function. It is all but its end: little may follow.
     *
     * @param connection of the transaction
     * @param outcome of the task whose row it has locked
     * @return as {@link #complete} does
     * @throws SQLException from the driver
     */
    default Completed completeOne(Connection connection, Outcome outcome) throws SQLException {
        return complete(connection, List.of(outcome));
    }

    /**
     * Keeps others from taking a schedule's name until the end of the transaction.
     *
     * @param connection of the transaction
     * @param name the name
     * @throws SQLException from the driver
     */
    void lockName(Connection connection, String name) throws SQLException;

    /**
     * When something is due next: the earliest slot and the earliest waiting task that this node may claim.
     *
     * @param connection of the transaction
     * @param claimable which node, cluster and functions
     * @return how long from now
     * @throws SQLException from the driver
     */
    NextDue nextDue(Connection connection, Claimable claimable) throws SQLException;

    /**
     * The same of all that is due or will be, however long that takes: {@link #nextDue} may leave out what has been due for
     * longer than a moment, since a claim has just been there.
     *
     * @param connection of the transaction
     * @param claimable which node, cluster and functions
     * @return how long from now
     * @throws SQLException from the driver
     */
    default NextDue earliestDue(Connection connection, Claimable claimable) throws SQLException {
        return nextDue(connection, claimable);
    }

    /**
     * An expression for the cluster's clock.
     *
     * @return SQL, to be put into a statement
     */
    String nowExpression();

    /**
     * Chooses by what the database calls itself.
     *
     * @param product {@link java.sql.DatabaseMetaData#getDatabaseProductName()}
     * @return the form for it
     * @throws IllegalStateException if Takt has no form for it
     */
    static ClusterSql forProduct(String product) {
        return switch (product) {
            case "PostgreSQL" -> new PostgresSql();
            case "H2" -> new PortableSql();
            default ->
                throw new IllegalStateException(
                        "Takt runs on PostgreSQL 14 or later and on H2; the data source jdbc/takt is " + product);
        };
    }

    /**
     * A query for the hooks that schedules name, each once.
     *
     * @return SQL without parameters
     */
    String hooksOfSchedules();

    /**
     * The folder of this database's migrations.
     *
     * @return {@code postgresql} or {@code h2}
     */
    String migrations();
}
