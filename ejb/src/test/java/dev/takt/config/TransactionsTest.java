package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final TaktNode node = TaktNode.on(Setup.H2_HIBERNATE).start();
    private final Transactions transactions = node.get(Transactions.class);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatThrowsIsUndone() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions.inNew(() -> {
                    plan("a");
                    throw new IllegalStateException("no");
                }));

        assertEquals(List.of(), planned());
    }

    @Test
    void aNewOneInsideAnotherIsCommittedOnItsOwn() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions.inNew(() -> {
                    plan("outer");
                    transactions.inNew(() -> plan("inner"));
                    throw new IllegalStateException("no");
                }));

        assertEquals(List.of("inner"), planned());
    }

    @Test
    void whatJoinsTheCurrentOneEndsWithIt() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions.inNew(() -> {
                    transactions.inCurrentOrNew(() -> plan("joined"), thrown -> false);
                    throw new IllegalStateException("no");
                }));

        assertEquals(List.of(), planned());
    }

    @Test
    void whatIsThrownInsideMarksTheCurrentOneUnlessItIsHarmless() {
        transactions.inNew(() -> {
            plan("kept");
            return catching(() -> transactions.inCurrentOrNew(TransactionsTest::refuse, thrown -> true));
        });
        transactions.inNew(() -> {
            plan("undone");
            return catching(() -> transactions.inCurrentOrNew(TransactionsTest::refuse, thrown -> false));
        });

        assertEquals(List.of("kept"), planned());
    }

    @Test
    void aFailedCommitIsSaidWithItsCause() {
        RollbackException cause = new RollbackException("not committed");

        var thrown = assertThrows(
                TransactionalException.class,
                () -> new Transactions(thatThrows("commit", cause), oneLater(), none()).inNew(() -> 1));

        assertSame(cause, thrown.getCause());
    }

    @Test
    void theContainerBeginsWhereACallerMayNot() {
        UserTransaction forbidden = thatThrows("begin", new IllegalStateException("managed by the container"));
        List<String> asked = new ArrayList<>();
        ContainerTransaction container = new ContainerTransaction() {
            @Override
            public <T> Supplier<T> inNew(Supplier<T> work) {
                asked.add("container");
                return work;
            }
        };

        assertEquals(1, new Transactions(forbidden, oneLater(), container).inNew(() -> 1));
        assertEquals(List.of("container"), asked);
    }

    private static int refuse() {
        throw new IllegalArgumentException("no");
    }

    private static int catching(Supplier<Integer> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException expected) {
            return 0;
        }
    }

    private int plan(String name) {
        node.get(Database.class)
                .inCurrent(connection ->
                        Jdbc.update(connection, "INSERT INTO takt_schedule (name, func) VALUES (?, 'any')", name));
        return 1;
    }

    private List<String> planned() {
        return node.database().column("SELECT name FROM takt_schedule");
    }

    private static ContainerTransaction none() {
        return new ContainerTransaction();
    }

    private static UserTransaction thatThrows(String method, Exception thrown) {
        return proxy(UserTransaction.class, called -> {
            if (called.equals(method)) {
                throw thrown;
            }
            return null;
        });
    }

    /** There is none at first, and one that is active later. */
    private static TransactionSynchronizationRegistry oneLater() {
        List<String> asked = new ArrayList<>();
        return proxy(TransactionSynchronizationRegistry.class, called -> {
            asked.add(called);
            return asked.size() == 1 ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
        });
    }

    private interface Answer {
        Object to(String method) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> answer.to(called.getName())));
    }
}
