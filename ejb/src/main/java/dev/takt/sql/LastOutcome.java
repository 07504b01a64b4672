package dev.takt.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a batch of outcomes means for one schedule: how its last task ended, and whether any succeeded. */
record LastOutcome(long schedule, long task, boolean success, boolean anySuccess) {

    /** One for each schedule, in ascending order, since rows are locked in that order. */
    static List<LastOutcome> perSchedule(List<Outcome> outcomes, Collection<Long> recorded) {
        Set<Long> ids = Set.copyOf(recorded);
        Map<Long, LastOutcome> found = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            Long schedule = outcome.task().schedule();
            if (schedule != null && ids.contains(outcome.task().id())) {
                var last = new LastOutcome(schedule, outcome.task().id(), outcome.succeeded(), outcome.succeeded());
                found.merge(schedule, last, LastOutcome::with);
            }
        }
        return new ArrayList<>(found.values());
    }

    private LastOutcome with(LastOutcome other) {
        LastOutcome later = task > other.task ? this : other;
        return new LastOutcome(schedule, later.task, later.success, anySuccess || other.anySuccess);
    }
}
