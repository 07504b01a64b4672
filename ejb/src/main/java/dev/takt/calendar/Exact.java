package dev.takt.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A fixed duration from slot to slot; everything is found by division. */
record Exact(Duration step) implements Recurrence {

    Exact {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("expected a step longer than zero, got " + step);
        }
    }

    @Override
    public Optional<Slot> next(Slot slot) {
        return plus(slot, 1);
    }

    @Override
    public Optional<Slot> firstAfter(Slot slot, Instant instant) {
        return plus(slot, count(slot, instant));
    }

    @Override
    public long count(Slot first, Instant last) {
        return first.at().isAfter(last) ? 0 : Duration.between(first.at(), last).dividedBy(step) + 1;
    }

    private Optional<Slot> plus(Slot slot, long steps) {
        if (steps == 0) {
            return Optional.of(slot);
        }
        try {
            return Optional.of(Slot.at(slot.at().plus(step.multipliedBy(steps))));
        } catch (DateTimeException | ArithmeticException endOfTime) {
            return Optional.empty();
        }
    }
}
