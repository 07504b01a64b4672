package dev.takt.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Puts local date-times on the time line of a zone and reads them back. */
record WallClock(ZoneId zone) {

    /** False for a date that a gap swallows whole, as 2011-12-30 in Pacific/Apia. */
    boolean has(LocalDate date) {
        ZoneOffsetTransition change = zone.getRules().getTransition(date.atStartOfDay());
        return change == null
                || !change.isGap()
                || change.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
    }

    Slot place(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return Slot.at(local.toInstant(zone.getRules().getOffset(local)));
        }
        // the offset before the change is the first of two in an overlap, and in a gap moves forward by its length
        Instant at = local.toInstant(change.getOffsetBefore());
        return change.isGap() ? new Slot(at, local) : Slot.at(at);
    }

    LocalDateTime localOf(Slot slot) {
        LocalDateTime movedFrom = slot.movedFrom();
        return movedFrom != null && place(movedFrom).at().equals(slot.at()) ? movedFrom : localAt(slot.at());
    }

    /** What a change of clocks means for a slot. */
    Optional<String> remark(Slot slot) {
        LocalDateTime local = localOf(slot);
        if (!local.equals(localAt(slot.at()))) {
            return Optional.of(
                    local.toLocalTime() + " does not exist on " + local.toLocalDate() + ", when clocks go forward");
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return Optional.empty();
        }
        boolean first = slot.at().isBefore(change.getInstant());
        return Optional.of(local.toLocalTime() + " happens twice on " + local.toLocalDate()
                + ", when clocks go back: this is the " + (first ? "first" : "second"));
    }

    LocalDateTime localAt(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }
}
