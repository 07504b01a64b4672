package dev.takt.sql;

import java.time.Instant;

/**
 * A task to be made of a slot.
 *
 * @param id its key
 * @param slot what it is made of
 */
public record NewTask(long id, DueSlot slot) {
    /**
     * As the node that made it runs it.
     *
     * @param node who claimed it
     * @param queuedAt when it was made
     * @return the first claim of the task
     */
    public ClaimedTask claimedBy(long node, Instant queuedAt) {
        DueSchedule schedule = slot.schedule();
        return new ClaimedTask(id, node, 1, schedule.id(), slot.at(), schedule.toRun(), 0, 0, queuedAt, false, null);
    }
}
