package dev.takt.schedule;

import dev.takt.calendar.Recurrence;
import dev.takt.calendar.Slot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * Whether an edit's nextRun and repeats are merely those that were read before the last runs. {@link Schedules#runsSince}
 * looks for the runs' tasks; this finds out without them, since a task may not have been saved (SEMANTICS, section 5).
 */
record Echo(Recurrence recurrence, Instant nextRun, long repeats, boolean hasRun) {

    /**
     * Compares.
     *
     * @param wantedRun the edit's nextRun
     * @param wantedRepeats the edit's repeats
     * @return how many runs it lies back: the schedule's own steps lead from there to where it stands, and repeats have
     *     gone down by that number; empty if the edit means what it says
     */
    OptionalLong of(Instant wantedRun, long wantedRepeats) {
        long runs = wantedRepeats - repeats;
        return hasRun && runs > 0 && (isOnceThatRan(wantedRun) || hasStepped(wantedRun, runs))
                ? OptionalLong.of(runs)
                : OptionalLong.empty();
    }

    private boolean isOnceThatRan(Instant wantedRun) {
        return repeats == 0
                && wantedRun.equals(nextRun)
                && recurrence.next(Slot.at(nextRun)).isEmpty();
    }

    private boolean hasStepped(Instant wantedRun, long runs) {
        Slot before = Slot.at(wantedRun);
        Instant justBefore = nextRun.minus(1, ChronoUnit.MICROS);
        return wantedRun.isBefore(nextRun)
                && recurrence
                        .firstAfter(before, justBefore)
                        .filter(slot -> slot.at().equals(nextRun))
                        .isPresent()
                && recurrence.count(before, justBefore) >= runs;
    }
}
