package dev.takt.calendar;

import dev.takt.calendar.SkippedSlots.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The slots of a recurrence from one slot to an instant, both included; none if the first is absent or later. */
record Backlog(Recurrence recurrence, Optional<Slot> first, Instant last) {

    boolean isLongerThan(long n) {
        return oldest(n + 1).size() > n;
    }

    List<Slot> oldest(long n) {
        return Stream.iterate(first, Optional::isPresent, slot -> slot.flatMap(recurrence::next))
                .flatMap(Optional::stream)
                .takeWhile(slot -> !slot.at().isAfter(last))
                .limit(n)
                .toList();
    }

    /** Those later than an instant. */
    Backlog after(Instant instant) {
        return new Backlog(recurrence, first.flatMap(slot -> recurrence.firstAfter(slot, instant)), last);
    }

    /** Those not later than an instant. */
    Backlog upTo(Instant instant) {
        return new Backlog(recurrence, first, instant.isBefore(last) ? instant : last);
    }

    /** The newest n; all, if there are no more. Found by halving, so that a long backlog is not walked through. */
    Backlog newest(long n) {
        if (!isLongerThan(n)) {
            return this;
        }
        Instant tooEarly = first.orElseThrow().at();
        Instant tooLate = last;
        while (true) {
            Instant middle = tooEarly.plus(Duration.between(tooEarly, tooLate).dividedBy(2));
            Backlog newer = after(middle);
            long size = newer.oldest(n + 1).size();
            if (size == n) {
                return newer;
            }
            tooEarly = size > n ? middle : tooEarly;
            tooLate = size < n ? middle : tooLate;
        }
    }

    /** The record of these slots when none of them runs; there must be one. */
    SkippedSlots skipped(Reason reason) {
        Slot oldest = first.orElseThrow();
        Slot newest = newest(1).first().orElseThrow();
        return new SkippedSlots(oldest.at(), newest.at(), recurrence.count(oldest, last), reason);
    }
}
