package dev.takt.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which instant comes next (semantics, section 3): computed from the slot, never from now, and always later than the
 * slot. Recurrences are immutable values, equal by content.
 *
 * <pre>{@code
 * Recurrence nightly = Recurrence.daily(ZoneId.of("Europe/Paris"));
 * nightly.next(Slot.at(Instant.parse("2024-03-30T01:00:00Z")));   // 2024-03-31T00:00:00Z: 02:00 there, on both days
 * }</pre>
 */
public sealed interface Recurrence permits Once, Exact, LocalStep, Cron {

    /** Slots are counted up to here; {@link #count} answers one more when there are more. */
    long COUNTED_TO = 100_000;

    /**
     * ONCE: a single slot.
     *
     * @return the recurrence without a next slot
     */
    static Recurrence once() {
        return new Once();
    }

    /**
     * INTERVAL, MINUTES and HOURLY: an exact duration, whatever the clocks do.
     *
     * @param step from slot to slot, more than zero
     * @return the recurrence
     * @throws IllegalArgumentException if the step is zero or negative
     */
    static Recurrence every(Duration step) {
        return new Exact(step);
    }

    /**
     * DAILY: the same wall-clock time on each local date that exists.
     *
     * @param zone whose wall-clock time is kept
     * @return the recurrence
     */
    static Recurrence daily(ZoneId zone) {
        return new LocalStep(1, ChronoUnit.DAYS, zone, null);
    }

    /**
     * WEEKLY: as {@link #daily}, every 7 days.
     *
     * @param zone whose wall-clock time is kept
     * @return the recurrence
     */
    static Recurrence weekly(ZoneId zone) {
        return new LocalStep(7, ChronoUnit.DAYS, zone, null);
    }

    /**
     * BIWEEKLY: as {@link #daily}, every 14 days.
     *
     * @param zone whose wall-clock time is kept
     * @return the recurrence
     */
    static Recurrence biweekly(ZoneId zone) {
        return new LocalStep(14, ChronoUnit.DAYS, zone, null);
    }

    /**
     * MONTHLY: the same day and wall-clock time every month. A day that the month does not have becomes its last
     * day, and the schedule goes on from there: January 31, February 29, March 29. With {@code keepDay} it returns:
     * March 31.
     *
     * @param zone whose wall-clock time is kept
     * @param keepDay day of the month (1 to 31) to return to whenever the month has it, or null to go on from the
     *     day of the slot
     * @return the recurrence
     * @throws IllegalArgumentException if keepDay is not 1 to 31
     */
    static Recurrence monthly(ZoneId zone, @Nullable Integer keepDay) {
        return new LocalStep(1, ChronoUnit.MONTHS, zone, keepDay);
    }

    /**
     * BIMONTHLY: as {@link #monthly}, every 2 months.
     *
     * @param zone whose wall-clock time is kept
     * @param keepDay day of the month (1 to 31) to return to, or null
     * @return the recurrence
     * @throws IllegalArgumentException if keepDay is not 1 to 31
     */
    static Recurrence bimonthly(ZoneId zone, @Nullable Integer keepDay) {
        return new LocalStep(2, ChronoUnit.MONTHS, zone, keepDay);
    }

    /**
     * QUARTERLY: as {@link #monthly}, every 3 months.
     *
     * @param zone whose wall-clock time is kept
     * @param keepDay day of the month (1 to 31) to return to, or null
     * @return the recurrence
     * @throws IllegalArgumentException if keepDay is not 1 to 31
     */
    static Recurrence quarterly(ZoneId zone, @Nullable Integer keepDay) {
        return new LocalStep(3, ChronoUnit.MONTHS, zone, keepDay);
    }

    /**
     * YEARLY: as {@link #monthly}, every 12 months. February 29 becomes February 28 and stays, unless keepDay is 29.
     *
     * @param zone whose wall-clock time is kept
     * @param keepDay day of the month (1 to 31) to return to, or null
     * @return the recurrence
     * @throws IllegalArgumentException if keepDay is not 1 to 31
     */
    static Recurrence yearly(ZoneId zone, @Nullable Integer keepDay) {
        return new LocalStep(12, ChronoUnit.MONTHS, zone, keepDay);
    }

    /**
     * CRON: minute, hour, day of month, month, day of week; with six fields, seconds first.
     *
     * <p>Upper or lower case. Names ({@code jan}, {@code mon}), lists, ranges, steps ({@code *}{@code /15},
     * {@code 5/15}, {@code 8-18/2}); {@code L} the last day of the month, {@code L-2} two days before it, {@code 5L}
     * (or {@code L5}) the last Friday; {@code 5#3} the third Friday; Sunday is 0 or 7; {@code @hourly},
     * {@code @daily}, {@code @midnight}, {@code @weekly}, {@code @monthly}, {@code @yearly}, {@code @annually}.
     *
     * <p>If both day fields are restricted, a day that either of them names matches. A field that names every day
     * ({@code *}, {@code 1-31}) is not restricted; {@code *}{@code /2} is.
     *
     * <p>Fixed hours (no {@code *} and no {@code /} in the hour field) are placed as those of {@link #daily}:
     * {@code 30 2 * * *} runs once on every date. Otherwise every instant whose local time matches is a slot: a time
     * inside a gap does not exist, both passes of an overlap match.
     *
     * @param expression for example {@code 0 22 * * mon-fri}
     * @param zone whose wall-clock time is matched
     * @return the recurrence
     * @throws InvalidCronException if the expression cannot be read or can never match; the message names the field
     *     and what is wrong with it
     */
    static Recurrence cron(String expression, ZoneId zone) {
        return new Cron(CronExpression.parse(expression), zone);
    }

    /**
     * The slot after a slot.
     *
     * @param slot a slot of the schedule, or where its nextRun was put by hand
     * @return the next one, always later; empty if there is none: ONCE, or the end of what {@link Instant} can say
     */
    Optional<Slot> next(Slot slot);

    /**
     * The first slot later than an instant, by the schedule's own steps, found without walking through those in
     * between.
     *
     * @param slot where the schedule stands
     * @param instant usually now
     * @return the slot itself if it is later than the instant, else the first of its successors that is; empty if
     *     none is
     */
    Optional<Slot> firstAfter(Slot slot, Instant instant);

    /**
     * The first slot of a new schedule that names no nextRun (semantics, section 2): now; for CRON the first match
     * after now.
     *
     * @param now when the schedule is created
     * @return the slot; empty only at the end of time
     */
    default Optional<Slot> first(Instant now) {
        return Optional.of(Slot.at(now));
    }

    /**
     * The slots to come.
     *
     * @param first the slot to begin with, included
     * @param n how many at most, 0 or more
     * @return up to n slots in order; fewer if the recurrence ends
     * @throws IllegalArgumentException if n is negative
     */
    default List<Slot> preview(Slot first, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("expected 0 or more slots, got " + n);
        }
        List<Slot> slots = new ArrayList<>();
        Optional<Slot> slot = Optional.of(first);
        while (slot.isPresent() && slots.size() < n) {
            slots.add(slot.get());
            slot = next(slot.get());
        }
        return slots;
    }

    /**
     * What people should know of a slot: that a change of clocks moved it or that its time happens twice, or that its
     * month is too short for its day.
     *
     * @param before the slot before it, or null for the first
     * @param slot what it is about
     * @return a half-sentence such as {@code 02:30 does not exist on 2027-03-28, when clocks go forward}; usually empty
     */
    default Optional<String> remark(@Nullable Slot before, Slot slot) {
        return Optional.empty();
    }

    /**
     * How many slots there are from one slot to an instant, both included. Exact durations are counted by division,
     * the others stepped, up to one more than {@link #COUNTED_TO} (semantics, section 4).
     *
     * @param first the slot to begin with
     * @param last the instant to end with
     * @return 0 if the slot is later than the instant
     */
    default long count(Slot first, Instant last) {
        long count = 0;
        Optional<Slot> slot = Optional.of(first);
        while (slot.isPresent() && !slot.get().at().isAfter(last) && count <= COUNTED_TO) {
            count++;
            slot = next(slot.get());
        }
        return count;
    }
}
