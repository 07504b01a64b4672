package dev.takt.schedule;

import dev.takt.api.TaskId;
import dev.takt.config.OfTakt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;

/** Remembers which tasks the caller's open transaction has created: to wait for one of these would be for ever. */
@ApplicationScoped
class OpenTransaction {
    private static final Object KEY = OpenTransaction.class.getName();

    private final TransactionSynchronizationRegistry transaction;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected OpenTransaction() {
        this(null);
    }

    @Inject
    OpenTransaction(@OfTakt TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    TaskId created(TaskId id) {
        if (isOpen()) {
            tasks().add(id);
        }
        return id;
    }

    void refuseToWaitFor(TaskId id) {
        if (isOpen() && tasks().contains(id)) {
            throw new IllegalStateException("Task " + id
                    + " was created in the transaction that is still open: it cannot run before this commits");
        }
    }

    private boolean isOpen() {
        return transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @SuppressWarnings("unchecked")
    private Set<TaskId> tasks() {
        Set<TaskId> known = (Set<TaskId>) transaction.getResource(KEY);
        if (known == null) {
            known = new HashSet<>();
            transaction.putResource(KEY, known);
        }
        return known;
    }
}
