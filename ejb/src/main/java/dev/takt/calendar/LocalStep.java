package dev.takt.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calendar arithmetic on local date-times, which are then placed in the zone. The unit is days or months. */
record LocalStep(
        int amount, ChronoUnit unit, ZoneId zone, @Nullable Integer keepDay) implements Recurrence {

    LocalStep {
        if (keepDay != null && (keepDay < 1 || keepDay > 31)) {
            throw new IllegalArgumentException("expected a keepDay of 1 to 31, got " + keepDay);
        }
    }

    @Override
    public Optional<Slot> next(Slot slot) {
        try {
            return Optional.of(successorAfter(clock().localOf(slot), slot.at()));
        } catch (DateTimeException | ArithmeticException endOfTime) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Slot> firstAfter(Slot slot, Instant instant) {
        if (slot.at().isAfter(instant)) {
            return Optional.of(slot);
        }
        try {
            return Optional.of(successorAfter(nearTo(instant, clock().localOf(slot)), instant));
        } catch (DateTimeException | ArithmeticException endOfTime) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> remark(@Nullable Slot before, Slot slot) {
        LocalDateTime local = clock().localOf(slot);
        int wanted = keepDay != null ? keepDay : dayOf(before, local);
        Optional<String> ofClocks = clock().remark(slot);
        if (unit == ChronoUnit.DAYS || wanted <= local.toLocalDate().lengthOfMonth()) {
            return ofClocks;
        }
        String month = local.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + local.getYear();
        String shorter = month + " has no day " + wanted + ": its last day"
                + (keepDay == null ? ", and day " + local.getDayOfMonth() + " from here on" : "");
        return Optional.of(ofClocks.map(clocks -> shorter + "; " + clocks).orElse(shorter));
    }

    private int dayOf(@Nullable Slot before, LocalDateTime otherwise) {
        return before == null
                ? otherwise.getDayOfMonth()
                : clock().localOf(before).getDayOfMonth();
    }

    private Slot successorAfter(LocalDateTime local, Instant instant) {
        LocalDateTime candidate = local;
        while (true) {
            candidate = plus(candidate, 1);
            if (clock().has(candidate.toLocalDate())) {
                Slot slot = clock().place(candidate);
                if (slot.at().isAfter(instant)) {
                    return slot;
                }
            }
        }
    }

    /** A local date-time of the same chain that is certainly placed before the instant, and few steps away from it. */
    private LocalDateTime nearTo(Instant instant, LocalDateTime local) {
        // clocks have never been put forward by more than a day
        LocalDateTime goal = clock().localAt(instant).minusDays(2);
        LocalDateTime near = local;
        for (int steps = stepsUntilTheDayStays(); steps > 0 && plus(near, 1).isBefore(goal); steps--) {
            near = plus(near, 1);
        }
        long left = unit.between(near, goal) / amount;
        // one step less: keepDay may lie later in its month than the day left from
        return left > 1 ? plus(near, left - 1) : near;
    }

    /** Within two years every month that the chain visits, and a February of 28 days, has cut the day down. */
    private int stepsUntilTheDayStays() {
        return unit == ChronoUnit.DAYS || keepDay != null ? 0 : 24 / amount;
    }

    private LocalDateTime plus(LocalDateTime local, long steps) {
        LocalDateTime later = local.plus(Math.multiplyExact(steps, amount), unit);
        return keepDay == null
                ? later
                : later.withDayOfMonth(Math.min(keepDay, later.toLocalDate().lengthOfMonth()));
    }

    private WallClock clock() {
        return new WallClock(zone);
    }
}
