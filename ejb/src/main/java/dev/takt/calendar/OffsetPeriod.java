package dev.takt.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** A stretch of time in which a zone keeps its offset, between two changes of the clocks. */
record OffsetPeriod(
        ZoneOffset offset,
        @Nullable ZoneOffsetTransition start,
        @Nullable ZoneOffsetTransition end) {

    static OffsetPeriod at(Instant instant, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return new OffsetPeriod(
                rules.getOffset(instant),
                rules.previousTransition(instant.plusNanos(1)),
                rules.nextTransition(instant));
    }

    LocalDateTime localAt(Instant instant) {
        return LocalDateTime.ofInstant(instant, offset);
    }

    Instant instantOf(LocalDateTime local) {
        return local.toInstant(offset);
    }
}
