package dev.takt.api;

/**
 * Fired once when the scheduler is up on this node: the configuration is read, the tables are migrated, the functions
 * are known. The place to create an application's own schedules at start.
 *
 * <pre>{@code
 * void schedules(@Observes SchedulerStarted started) { scheduler.schedule(...); }
 * }</pre>
 *
 * @param node the node's id
 */
public record SchedulerStarted(long node) {}
