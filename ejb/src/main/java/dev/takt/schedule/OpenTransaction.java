package dev.takt.schedule;

import dev.takt.api.TaskId;
import dev.takt.config.OfTakt;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers what the caller's open transaction has created: to wait for such a task would be for ever, and a provider may
 * not see such a schedule.
 */
@ApplicationScoped
@Unproxied
class OpenTransaction {
    private static final Object TASKS = OpenTransaction.class.getName() + ".tasks";
    private static final Object SCHEDULES = OpenTransaction.class.getName() + ".schedules";

    private final TransactionSynchronizationRegistry transaction;

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

    /** By a statement of its own, which a provider does not know of. */
    void hasCreatedSchedules() {
        if (isOpen()) {
            transaction.putResource(SCHEDULES, true);
        }
    }

    /** Says so once. */
    boolean toldOfSchedules() {
        if (!isOpen() || transaction.getResource(SCHEDULES) != Boolean.TRUE) {
            return false;
        }
        transaction.putResource(SCHEDULES, false);
        return true;
    }

    private boolean isOpen() {
        return transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @SuppressWarnings("unchecked")
    private Set<TaskId> tasks() {
        Set<TaskId> known = (Set<TaskId>) transaction.getResource(TASKS);
        if (known == null) {
            known = new HashSet<>();
            transaction.putResource(TASKS, known);
        }
        return known;
    }
}
