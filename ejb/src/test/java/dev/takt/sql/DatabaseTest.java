package dev.takt.sql;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.config.Transactions;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class DatabaseTest {
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
}
