package dev.takt.sql;

import java.time.Instant;

/**
 * The task that a slot became.
 *
 * @param id its key
 * @param from the slot
 * @param queuedAt when it was made
 */
public record MadeTask(long id, NewTask from, Instant queuedAt) {
    /**
     * As the node that made it runs it.
     *
     * @param node who claimed it
     * @return the first claim of the task
     */
    public ClaimedTask claimedBy(long node) {
        DueSchedule schedule = from.schedule();
        return new ClaimedTask(id, node, 1, schedule.id(), from.slot(), schedule.toRun(), 0, 0, queuedAt);
    }
}
