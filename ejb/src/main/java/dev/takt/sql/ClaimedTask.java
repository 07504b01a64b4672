package dev.takt.sql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node needs to run a task that it has claimed.
 *
 * @param id its key
 * @param node the id under which it was claimed
 * @param fence what every later change must match, with the node
 * @param schedule its schedule, or null
 * @param slot its planned instant, or null
 * @param toRun what is run, and how
 * @param failures attempts that have failed
 * @param losses started runs that were lost with their node
 * @param queuedAt when it was made
 * @param last whether its claim deleted its schedule, which it was the only task of
 * @param place where its claim has left its schedule's row, if known: where to look for it first
 */
public record ClaimedTask(
        long id,
        long node,
        int fence,
        @Nullable Long schedule,
        @Nullable Instant slot,
        ToRun toRun,
        int failures,
        int losses,
        Instant queuedAt,
        boolean last,
        @Nullable String place) {
    /**
     * The claim that has brought it.
     *
     * @return what its row said then
     */
    public TaskClaim claim() {
        return new TaskClaim(id, node, fence);
    }

    /**
     * The function's name.
     *
     * @return as in {@link ToRun}
     */
    public String func() {
        return toRun.func();
    }

    /**
     * The hook's name.
     *
     * @return as in {@link ToRun}
     */
    public @Nullable String hook() {
        return toRun.hook();
    }
}
