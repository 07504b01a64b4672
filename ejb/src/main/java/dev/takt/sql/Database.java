package dev.takt.sql;

import dev.takt.config.OfTakt;
import dev.takt.config.Transactions;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takt's database: its statements, and transactions on it. */
@ApplicationScoped
@Unproxied
public class Database {
    private final DataSource dataSource;
    private final Transactions transactions;
    private volatile @Nullable ClusterSql sql;

    @Inject
    Database(@OfTakt DataSource dataSource, Transactions transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /**
     * Work on a connection.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does the work.
         *
         * @param connection of the transaction; not to be closed
         * @return anything
         * @throws SQLException from the driver
         */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs work in a transaction of its own and commits it.
     *
     * @param <T> what the work returns
     * @param work all of it, or nothing
     * @return what the work returned
     * @throws DatabaseException if the database refused or is away; after a failed commit the outcome is unknown
     */
    public <T> T inNew(Work<T> work) {
        try {
            return transactions.inNew(() -> inCurrent(work));
        } catch (TransactionalException commit) {
            throw new DatabaseException(commit);
        }
    }

    /**
     * The same, limited to a few seconds where the database can: for what must not wait for a row that somebody has locked, and
     * then forgotten.
     *
     * @param <T> what the work returns
     * @param work all of it, or nothing
     * @return what the work returned
     * @throws DatabaseException as {@link #inNew} does, and if it took too long
     */
    public <T> T inShort(Work<T> work) {
        return inNew(connection -> {
            sql().beginShort(connection);
            return work.on(connection);
        });
    }

    /**
     * Runs work of which each round trip is a transaction by itself, not in the one that is there. For what is done in one
     * round trip: it needs none to begin and none to commit.
     *
     * @param <T> what the work returns
     * @param work what to do
     * @return what the work returned
     * @throws DatabaseException if the database refused or is away; the outcome may be unknown
     */
    public <T> T atOnce(Work<T> work) {
        try {
            return transactions.inNoneOrNew(() -> inCurrent(work));
        } catch (TransactionalException commit) {
            throw new DatabaseException(commit);
        }
    }

    /**
     * Runs work in the transaction that is there, if any.
     *
     * @param <T> what the work returns
     * @param work what to do
     * @return what the work returned
     * @throws DatabaseException if the database refused or is away
     */
    public <T> T inCurrent(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * The statements for this database.
     *
     * @return chosen at the first call
     * @throws IllegalStateException if Takt cannot run on this database
     */
    public ClusterSql sql() {
        ClusterSql known = sql;
        if (known == null) {
            known = ClusterSql.forProduct(
                    inCurrent(connection -> connection.getMetaData().getDatabaseProductName()));
            sql = known;
        }
        return known;
    }

    /**
     * Product and version.
     *
     * @return such as {@code PostgreSQL 18.1}
     */
    public String description() {
        return inCurrent(connection -> connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion());
    }

    /**
     * The bare data source.
     *
     * @return for the migrations
     */
    public DataSource dataSource() {
        return dataSource;
    }
}
