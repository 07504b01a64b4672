package dev.takt.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.config.Transactions;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.util.List;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final String LIMIT = "SELECT current_setting('statement_timeout')";
    private static final String TRANSACTION = "SELECT txid_current()";
    private static final Jdbc.RowReader<String> TEXT = row -> row.getString(1);

    @Test
    void aFailedCommitIsADatabaseException() {
        TransactionalException commit = new TransactionalException("not committed", new RollbackException());
        Database database = new Database(new JdbcDataSource(), new Transactions() {
            @Override
            public <T> T inNew(Supplier<T> work) {
                throw commit;
            }
        });

        var thrown = assertThrows(DatabaseException.class, () -> database.inNew(connection -> 1));

        assertSame(commit, thrown.getCause());
    }

    @Test
    void whatIsDoneAtOnceIsOneTransactionOfTheDatabase() {
        try (TaktNode node = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).start()) {
            node.get(Database.class).atOnce(connection -> {
                assertEquals(List.of("5s"), Jdbc.secondQuery(connection, PostgresSql.SHORT + "; " + LIMIT, TEXT));
                assertEquals(List.of("0"), Jdbc.query(connection, LIMIT, TEXT), "it has ended");
                return true;
            });
        }
    }

    @Test
    void whatIsDoneAtOnceIsNotInTheTransactionThatIsThere() {
        try (TaktNode node = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).start()) {
            Database database = node.get(Database.class);
            var outer = new Object() {
                List<String> id = List.of();
            };
            List<String> inner = node.inTransaction(() -> {
                outer.id = database.inCurrent(connection -> Jdbc.query(connection, TRANSACTION, TEXT));
                return database.atOnce(connection -> Jdbc.query(connection, TRANSACTION, TEXT));
            });
            assertNotEquals(outer.id, inner);
        }
    }
}
