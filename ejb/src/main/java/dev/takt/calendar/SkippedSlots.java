package dev.takt.calendar;

import java.time.Instant;

/**
 * A stretch of slots that do not run (semantics, section 4): one SKIPPED record.
 *
 * @param first the first of them
 * @param last the last of them
 * @param count how many. Up to {@link Recurrence#COUNTED_TO} it is exact; above, only for exact durations: for the
 *     others it is then one more than that, see {@link #moreThanCounted}
 * @param reason why they do not run
 */
public record SkippedSlots(Instant first, Instant last, long count, Reason reason) {

    /** Why slots do not run. */
    public enum Reason {
        /** Catch-up is on, and more slots were missed than the catch-up limit. */
        CATCH_UP_LIMIT,
        /** They would start later than maxLateness allows. */
        TOO_LATE,
        /** They passed while the schedule was paused, and it was resumed without them. */
        MISSED,
        /** They were due while an earlier task of the schedule was unfinished, and overlap is SKIP. */
        OVERLAP
    }

    /**
     * Whether the count reads "more than 100,000".
     *
     * @return true if the count is above {@link Recurrence#COUNTED_TO}
     */
    public boolean moreThanCounted() {
        return count > Recurrence.COUNTED_TO;
    }
}
