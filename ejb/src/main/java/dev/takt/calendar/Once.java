package dev.takt.calendar;

import java.time.Instant;
import java.util.Optional;

/** A single slot. */
record Once() implements Recurrence {

    @Override
    public Optional<Slot> next(Slot slot) {
        return Optional.empty();
    }

    @Override
    public Optional<Slot> firstAfter(Slot slot, Instant instant) {
        return Optional.of(slot).filter(s -> s.at().isAfter(instant));
    }
}
