package dev.takt.sql;

import dev.takt.config.OfTakt;
import dev.takt.config.Transactions;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A control: whoever has claimed a task once may run and record it, whosever it is by now. Effects must come twice then. */
@ApplicationScoped
@Unproxied
@Specializes
public class FenceOff extends Database {
    private static final String COMPLETE = "UPDATE takt_task SET state = ?, finished_at = takt_now() WHERE id = ?";

    @Inject
    FenceOff(@OfTakt DataSource dataSource, Transactions transactions) {
        super(dataSource, transactions);
    }

    @Override
    public ClusterSql sql() {
        ClusterSql fenced = super.sql();
        return (ClusterSql) Proxy.newProxyInstance(
                FenceOff.class.getClassLoader(), new Class<?>[] {ClusterSql.class}, (proxy, method, arguments) -> {
                    if ("lockForRun".equals(method.getName())) {
                        return true;
                    }
                    if ("completeOne".equals(method.getName())) {
                        return complete((Connection) arguments[0], (Outcome) arguments[1]);
                    }
                    try {
                        return method.invoke(fenced, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static Completed complete(Connection connection, Outcome outcome) throws SQLException {
        Jdbc.update(connection, COMPLETE, outcome.state().name(), outcome.task().id());
        return new Completed(Set.of(outcome.task().id()), List.of());
    }
}
