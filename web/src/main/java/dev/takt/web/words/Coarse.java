package dev.takt.web.words;

import java.time.Duration;

/** A duration in its two largest units, to the minute. */
final class Coarse {
    private Coarse() {}

    static Duration of(Duration exact) {
        if (exact.toDays() > 0) {
            return Duration.ofDays(exact.toDays()).plusHours(exact.toHoursPart());
        }
        return Duration.ofMinutes(exact.toMinutes());
    }
}
