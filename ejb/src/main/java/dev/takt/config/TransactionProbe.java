package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Finds out whether connections join the transactions of {@code @Transactional} in the context of the caller. */
@ApplicationScoped
class TransactionProbe {
    private final DataSource dataSource;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected TransactionProbe() {
        this(null);
    }

    @Inject
    TransactionProbe(@OfTakt DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether they do. A database that is away is no reason to doubt it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean joins() {
        try (Connection connection = dataSource.getConnection()) {
            return !connection.getAutoCommit();
        } catch (SQLException away) {
            return true;
        }
    }
}
