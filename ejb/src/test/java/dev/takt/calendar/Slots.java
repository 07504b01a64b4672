package dev.takt.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Short forms for the tests of this package. */
final class Slots {
    static final ZoneId UTC = ZoneId.of("UTC");
    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private Slots() {}

    static Instant instant(String text) {
        return Instant.parse(text);
    }

    static Slot slot(String instant) {
        return Slot.at(Instant.parse(instant));
    }

    static Slot local(String local, ZoneId zone) {
        return Slot.at(LocalDateTime.parse(local).atZone(zone).toInstant());
    }

    /** The instants of the next n slots, the given one not included. */
    static List<String> after(Slot slot, int n, Recurrence recurrence) {
        return recurrence.preview(slot, n + 1).stream()
                .skip(1)
                .map(next -> next.at().toString())
                .toList();
    }

    /** The wall-clock times of the next n slots, the given one not included. */
    static List<String> localAfter(Slot slot, int n, Recurrence recurrence, ZoneId zone) {
        return recurrence.preview(slot, n + 1).stream()
                .skip(1)
                .map(next -> next.at().atZone(zone).toLocalDateTime().toString())
                .toList();
    }
}
