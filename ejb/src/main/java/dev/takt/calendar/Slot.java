package dev.takt.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A planned instant of a schedule (semantics, section 3).
 *
 * <p>{@code new Slot(Instant.parse("2024-03-31T01:30:00Z"), LocalDateTime.parse("2024-03-31T02:30"))} is the slot
 * that a daily schedule of 02:30 has in Amsterdam on the day on which 02:30 does not exist: it starts at 03:30
 * summer time and still stands for 02:30, so that the next day's slot is at 02:30 again.
 *
 * @param at the instant
 * @param movedFrom the local date-time that the slot stands for, if a gap of the zone moved it, else null. It counts
 *     only while placing it still gives {@code at}: after an edit of the instant or the zone it is ignored
 */
public record Slot(Instant at, @Nullable LocalDateTime movedFrom) {

    /**
     * A slot that nothing has moved.
     *
     * @param at the instant
     * @return the slot at that instant, without {@link #movedFrom()}
     */
    public static Slot at(Instant at) {
        return new Slot(at, null);
    }
}
