package dev.takt.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Spreads the starts of schedules that all fall on one instant (semantics, section 2). The slots themselves do not move.
 *
 * <pre>{@code
 * new Jitter(Duration.ofMinutes(5)).startOf(42, midnight);   // between 00:00:00 and 00:05:00, for 42 always the same
 * }</pre>
 *
 * @param most how much is added at most, zero or more
 */
public record Jitter(Duration most) {

    /**
     * Checks the duration.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Jitter {
        if (most.isNegative()) {
            throw new IllegalArgumentException("expected a jitter of zero or more, got " + most);
        }
    }

    /**
     * When a slot's run starts.
     *
     * @param schedule id of the schedule: each has its own place
     * @param slot the planned instant
     * @return the slot, or up to the jitter later, to microseconds; the same whenever it is asked
     */
    public Instant startOf(long schedule, Instant slot) {
        long micros = most.toNanos() / 1000;
        long place = mix(schedule * 0x9E3779B97F4A7C15L + ChronoUnit.MICROS.between(Instant.EPOCH, slot));
        return slot.plus(Math.floorMod(place, micros + 1), ChronoUnit.MICROS);
    }

    /** Spreads neighbouring numbers over all of long: the finaliser of SplitMix64. */
    private static long mix(long number) {
        long once = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }
}
