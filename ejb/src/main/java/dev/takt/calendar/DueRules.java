package dev.takt.calendar;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules that decide what happens to due slots (semantics, sections 2 and 4).
 *
 * @param recurrence which slot comes next
 * @param until a slot later than this does not exist, or null
 * @param catchUp true: every missed slot runs; false: one run for the whole backlog
 * @param catchUpLimit how many missed slots run at most, 1 or more; older ones are skipped. Counts with catch-up on
 *     only
 * @param maxLateness a slot that would start later than this is skipped, or null; zero or more. Not for ONCE, which
 *     always runs when overdue
 */
public record DueRules(
        Recurrence recurrence,
        @Nullable Instant until,
        boolean catchUp,
        int catchUpLimit,
        @Nullable Duration maxLateness) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if catchUpLimit is less than 1 or maxLateness is negative
     */
    public DueRules {
        if (catchUpLimit < 1) {
            throw new IllegalArgumentException("expected a catchUpLimit of 1 or more, got " + catchUpLimit);
        }
        if (maxLateness != null && maxLateness.isNegative()) {
            throw new IllegalArgumentException("expected a maxLateness of zero or more, got " + maxLateness);
        }
    }

    /** The latest instant that a due slot can have. */
    Instant lastDue(Instant now) {
        return until == null || now.isBefore(until) ? now : until;
    }
}
