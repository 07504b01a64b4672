package dev.takt.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a schedule stands (semantics, sections 2 and 5).
 *
 * @param next the next slot
 * @param repeats runs left: negative always, 0 never, n = n runs in total; see {@link Repeats}
 */
public record Position(Slot next, long repeats) {
    /** Later slots do not exist: PostgreSQL's timestamps end here, sooner than {@link Instant}. */
    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59Z");

    /**
     * Whether the next slot is to be taken now (semantics, section 4).
     *
     * @param now the database's time
     * @param rules of the schedule
     * @return true if the slot is not later than now, not later than until, and runs are left
     */
    public boolean isDue(Instant now, DueRules rules) {
        return !new Repeats(repeats).finished() && !next.at().isAfter(rules.lastDue(now));
    }

    /** After some runs; a schedule without a further slot stays where it is and is finished. */
    Position moveTo(Optional<Slot> slot, int runs) {
        return slot.filter(s -> !s.at().isAfter(LAST))
                .map(s -> new Position(s, new Repeats(repeats).after(runs).left()))
                .orElseGet(() -> new Position(next, 0));
    }
}
