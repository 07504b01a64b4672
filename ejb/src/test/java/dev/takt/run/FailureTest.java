package dev.takt.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void whatAContainerWrapsIsUnwrapped() {
        Exception cause = new IllegalStateException("no seats");

        for (Exception wrapping :
                List.of(cause, new EJBException(cause), new EJBTransactionRolledbackException("rolled back", cause))) {
            assertEquals("java.lang.IllegalStateException", Failure.of(wrapping).type());
            assertEquals("no seats", Failure.of(wrapping).message());
        }
    }

    @Test
    void aRefusedSecondDataSourceNamesTheWaysOut() {
        for (String refusal : List.of(
                "Local transaction already has 1 non-XA Resource: cannot add more resources.",
                "IJ000457: Unchecked throwable in managedConnectionReconnected()",
                "IJ000356: Failed to enlist: java.lang.Throwable: Unabled to enlist resource",
                "Failed to enlist. Check if a connection from another datasource is already enlisted")) {
            String message = Failure.inTransaction(
                            new SQLException("Error in allocating a connection", new SQLException(refusal)))
                    .message();

            assertTrue(message.startsWith("Error in allocating a connection. The function runs in"), message);
            assertTrue(message.contains("two names of one pool"), message);
            assertTrue(message.contains("XA"), message);
            assertTrue(message.contains("joinTransaction = false"), message);
        }
        assertEquals(
                "no seats",
                Failure.inTransaction(new IllegalStateException("no seats")).message());
        assertEquals(
                "1 non-XA Resource",
                Failure.of(new SQLException("1 non-XA Resource")).message(),
                "outside of a transaction of Takt's");
    }

    @Test
    void onlyWhatTheDatabaseRefusedIsARefusal() {
        assertTrue(CommitFate.isRefusal(new RollbackException("marked")));
        assertTrue(CommitFate.isRefusal(because(new RollbackException(), new SQLException("check", "23514"))));
        assertTrue(CommitFate.isRefusal(because(new SystemException(), new SQLException("check", "23514"))));
        assertTrue(CommitFate.isRefusal(new SQLException("aborted", "25P02")));

        assertFalse(CommitFate.isRefusal(new SystemException("unknown")));
        assertFalse(CommitFate.isRefusal(because(new RollbackException(), new SQLException("pipe", "08006"))));
        assertFalse(CommitFate.isRefusal(because(new SystemException(), new SQLException("down", "57P01"))));
        assertFalse(CommitFate.isRefusal(new SQLException("no state")));
    }

    private static Exception because(Exception commit, Exception cause) {
        commit.initCause(cause);
        return commit;
    }
}
