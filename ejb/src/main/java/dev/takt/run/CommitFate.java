package dev.takt.run;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * What the exception of a commit tells. Not its type: servers report a connection that broke during the commit as a
 * rollback, and a constraint that refused it as a failure of the system. So only what the database has answered counts.
 */
final class CommitFate {
    private CommitFate() {}

    /** Whether another attempt is pointless before somebody changes something: the transaction was refused. */
    static boolean isRefusal(Throwable thrown) {
        Optional<SQLException> answer = Failure.chain(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
        return answer.map(sql -> !isConnectionLost(sql)).orElse(thrown instanceof RollbackException);
    }

    /** 08: connection; 57P: the server goes down. */
    private static boolean isConnectionLost(SQLException sql) {
        String state = sql.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLTransientConnectionException
                || sql instanceof SQLRecoverableException;
    }
}
