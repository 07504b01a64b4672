package dev.takt.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The matches of a cron expression in a zone, one period of equal offset after the other. */
record Cron(CronExpression expression, ZoneId zone) implements Recurrence {

    @Override
    public Optional<Slot> next(Slot slot) {
        return first(slot.at());
    }

    @Override
    public Optional<Slot> firstAfter(Slot slot, Instant instant) {
        return slot.at().isAfter(instant) ? Optional.of(slot) : first(instant);
    }

    @Override
    public Optional<Slot> first(Instant now) {
        try {
            return Optional.of(atOrAfter(now.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS)));
        } catch (DateTimeException | ArithmeticException endOfTime) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> remark(@Nullable Slot before, Slot slot) {
        return new WallClock(zone).remark(slot);
    }

    private Slot atOrAfter(Instant start) {
        Instant from = start;
        while (true) {
            OffsetPeriod period = OffsetPeriod.at(from, zone);
            Slot slot = expression.fixedHours() ? placed(from, period) : matching(from, period);
            ZoneOffsetTransition end = period.end();
            if (end == null || slot.at().isBefore(end.getInstant())) {
                return slot;
            }
            from = end.getInstant();
        }
    }

    private Slot matching(Instant from, OffsetPeriod period) {
        return Slot.at(period.instantOf(expression.atOrAfter(period.localAt(from))));
    }

    /** As DAILY places its slots: those of a gap move to after it, an overlap's second pass has none. */
    private Slot placed(Instant from, OffsetPeriod period) {
        ZoneOffsetTransition start = period.start();
        LocalDateTime local = period.localAt(from);
        if (start != null && start.isOverlap() && local.isBefore(start.getDateTimeBefore())) {
            local = start.getDateTimeBefore();
        }
        Slot own = Slot.at(period.instantOf(expression.atOrAfter(local)));
        Optional<Slot> moved = start != null && start.isGap() ? movedOver(start, from) : Optional.empty();
        return moved.filter(slot -> slot.at().isBefore(own.at())).orElse(own);
    }

    private Optional<Slot> movedOver(ZoneOffsetTransition gap, Instant from) {
        // the local time as if the clocks had not been changed
        LocalDateTime local = LocalDateTime.ofInstant(from, gap.getOffsetBefore());
        while (local.isBefore(gap.getDateTimeAfter())) {
            LocalDateTime match = expression.atOrAfter(local);
            if (!match.isBefore(gap.getDateTimeAfter())) {
                return Optional.empty();
            }
            if (new WallClock(zone).has(match.toLocalDate())) {
                return Optional.of(new Slot(match.toInstant(gap.getOffsetBefore()), match));
            }
            local = match.toLocalDate().plusDays(1).atStartOfDay();
        }
        return Optional.empty();
    }
}
