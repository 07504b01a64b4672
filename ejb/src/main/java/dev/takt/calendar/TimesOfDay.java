package dev.takt.calendar;

import java.time.LocalTime;
import java.util.BitSet;
import java.util.Optional;

/** The times of day that a cron expression names, to the second. */
record TimesOfDay(BitSet hours, BitSet minutes, BitSet seconds) {

    LocalTime first() {
        return LocalTime.of(hours.nextSetBit(0), minutes.nextSetBit(0), seconds.nextSetBit(0));
    }

    /** The first of them at or after a whole second. */
    Optional<LocalTime> atOrAfter(LocalTime from) {
        int hour = from.getHour();
        int minute = from.getMinute();
        int second = from.getSecond();
        if (hours.get(hour)) {
            int sameMinute = minutes.get(minute) ? seconds.nextSetBit(second) : -1;
            if (sameMinute >= 0) {
                return Optional.of(LocalTime.of(hour, minute, sameMinute));
            }
            int laterMinute = minutes.nextSetBit(minute + 1);
            if (laterMinute >= 0) {
                return Optional.of(LocalTime.of(hour, laterMinute, seconds.nextSetBit(0)));
            }
        }
        int laterHour = hours.nextSetBit(hour + 1);
        return laterHour < 0
                ? Optional.empty()
                : Optional.of(LocalTime.of(laterHour, minutes.nextSetBit(0), seconds.nextSetBit(0)));
    }
}
