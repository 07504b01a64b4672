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
 * @param name in lists, or null
 * @param group its group, or null
 * @param func the function's name
 * @param args JSON array, or null
 * @param kwargs JSON object, or null
 * @param hook its hook, or null
 * @param failures attempts that have failed
 * @param losses started runs that were lost with their node
 * @param timeout ISO-8601 duration, or null
 * @param maxAttempts or null for the configured number
 * @param retryDelay ISO-8601 duration, or null
 * @param queuedAt when it was made
 */
public record ClaimedTask(
        long id,
        long node,
        int fence,
        @Nullable Long schedule,
        @Nullable Instant slot,
        @Nullable String name,
        @Nullable String group,
        String func,
        @Nullable String args,
        @Nullable String kwargs,
        @Nullable String hook,
        int failures,
        int losses,
        @Nullable String timeout,
        @Nullable Integer maxAttempts,
        @Nullable String retryDelay,
        Instant queuedAt) {}
