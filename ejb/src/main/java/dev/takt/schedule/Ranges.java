package dev.takt.schedule;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import java.util.List;

/** Refuses what is asked for when it is too much. */
final class Ranges {
    private Ranges() {}

    static void check(String field, long number, long most) {
        if (number < 1 || number > most) {
            throw refused(field, "expected a whole number from 1 to " + most + ", was " + number);
        }
    }

    static ScheduleRejectedException refused(String field, String why) {
        return new ScheduleRejectedException(List.of(new Problem(field, why)));
    }
}
