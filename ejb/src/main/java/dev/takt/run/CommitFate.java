package dev.takt.run;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;

/**
 * What the exception of a commit tells. Not its type: servers report a connection that broke during the commit as a
 * rollback, and a constraint that refused it as a failure of the system. So only what the database has answered counts.
 */
final class CommitFate {
    private static final List<String> PASSING = List.of("08", "40", "53", "57P", "58");

    private CommitFate() {}

    /** Whether another attempt is pointless before somebody changes something: the transaction was refused. */
    static boolean isRefusal(Throwable thrown) {
        Optional<SQLException> answer = Failure.chain(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
        return answer.map(sql -> !mayPass(sql)).orElse(thrown instanceof RollbackException);
    }

    /**
     * Whether the same may succeed later although nobody has changed it. 08: connection; 40: serialization, deadlock; 53: disk
     * full, no more memory or connections; 57P: the server goes down; 58: its system has failed.
     */
    private static boolean mayPass(SQLException sql) {
        String state = sql.getSQLState();
        return state == null
                || PASSING.stream().anyMatch(state::startsWith)
                || sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLTransientConnectionException
                || sql instanceof SQLRecoverableException;
    }
}
