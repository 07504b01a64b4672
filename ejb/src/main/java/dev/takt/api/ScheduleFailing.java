package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * As many tasks of a schedule as its failingAfter have failed in a row. Fired once per episode in the cluster. A CDI event, after the commit, on the executor of the node that found it. Source: SEMANTICS, section 2.
 *
 * @param schedule its id
 * @param name its name, or null
 * @param func its function
 * @param failuresInARow how many
 */
public record ScheduleFailing(long schedule, @Nullable String name, String func, int failuresInARow) {}
