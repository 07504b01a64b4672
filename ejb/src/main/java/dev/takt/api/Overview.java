package dev.takt.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is going on, at a glance. Counts end at {@link #MOST}: {@code MOST + 1} reads "more than". Asked for often, it is
 * computed once in two seconds on each node.
 *
 * @param at when, by the database's clock
 * @param dueWithinHour how many schedules are due now or within an hour
 * @param upcoming the schedules that are due next, the first one first
 * @param waiting how many tasks wait for a node
 * @param running how many tasks run in the cluster, as of the nodes' last beats
 * @param longest those of them that have been running for longest
 * @param broken how many schedules are {@link ScheduleState#BROKEN}
 * @param overdue how many are {@link ScheduleCondition#OVERDUE}
 * @param failing how many are {@link ScheduleCondition#FAILING}
 * @param withoutFunction of functions that no live node has, how many of their schedules are due, as far as is known
 * @param unheardHooks hooks that schedules name and nobody observes in this application
 */
public record Overview(
        Instant at,
        long dueWithinHour,
        List<Upcoming> upcoming,
        long waiting,
        long running,
        List<Running> longest,
        long broken,
        long overdue,
        long failing,
        Map<String, Long> withoutFunction,
        List<String> unheardHooks) {
    /**
     * How long the schedule that is due first has been due: longer than a moment, if nobody can run it or the cluster does not keep
     * up.
     *
     * @return zero if none is due
     */
    public Duration dueLag() {
        return upcoming.stream()
                .findFirst()
                .map(first -> Duration.between(first.slot(), at))
                .filter(lag -> !lag.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Where counting ends. */
    public static final int MOST = 1000;

    /**
     * A schedule that is due next.
     *
     * @param id its key
     * @param name its name, or null
     * @param func its function
     * @param slot when it is due
     */
    public record Upcoming(long id, @Nullable String name, String func, Instant slot) {}

    /**
     * A task that runs.
     *
     * @param id its key
     * @param name its name
     * @param func its function
     * @param node the name of the node that runs it
     * @param age how long it had been running at the node's last beat
     */
    public record Running(long id, String name, String func, String node, Duration age) {}
}
