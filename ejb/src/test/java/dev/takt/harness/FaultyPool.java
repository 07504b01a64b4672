package dev.takt.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A pool whose connections a test takes away, and whose statements end as it wants. */
public final class FaultyPool implements UnaryOperator<DataSource> {
    private static final Fault NONE = sql -> {};

    private volatile boolean exhausted;
    private volatile Fault before = NONE;
    private volatile Fault after = NONE;

    /** Happens to a statement. */
    @FunctionalInterface
    public interface Fault {
        void to(String sql) throws SQLException;
    }

    /** Whoever wants a connection waits in vain. */
    public void exhaust() {
        exhausted = true;
    }

    public void refill() {
        exhausted = false;
    }

    /** A statement is about to be executed. */
    public void before(Fault fault) {
        before = fault;
    }

    /** A statement has been executed, and its answer is on its way. */
    public void after(Fault fault) {
        after = fault;
    }

    /** Loses the answer to the next statement that has this in it. */
    public void loseAnswerTo(String part) {
        after = sql -> {
            if (sql.contains(part)) {
                after = NONE;
                throw new SQLException("the connection was closed while an answer was awaited", "08006");
            }
        };
    }

    @Override
    public DataSource apply(DataSource pool) {
        return proxy(DataSource.class, pool, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return method.invoke(pool, arguments);
            }
            if (exhausted) {
                throw new SQLTransientConnectionException("no connection became free in time");
            }
            return connection((Connection) method.invoke(pool, arguments));
        });
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, real, (method, arguments) -> {
            Object made = method.invoke(real, arguments);
            return made instanceof PreparedStatement statement ? statement(statement, (String) arguments[0]) : made;
        });
    }

    private PreparedStatement statement(PreparedStatement real, String sql) {
        return proxy(PreparedStatement.class, real, (method, arguments) -> {
            boolean executes = method.getName().startsWith("execute");
            if (executes) {
                before.to(sql);
            }
            Object answer = method.invoke(real, arguments);
            if (executes) {
                after.to(sql);
            }
            return answer;
        });
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                FaultyPool.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return answer.to(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
