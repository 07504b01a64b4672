package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * A schedule that was overdue or failing has succeeded again. A CDI event, after the commit, on the executor of the node that found it. Source: SEMANTICS, section 2.
 *
 * @param schedule its id
 * @param name its name, or null
 * @param func its function
 */
public record ScheduleRecovered(long schedule, @Nullable String name, String func) {}
