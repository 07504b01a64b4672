package dev.takt.sql;

import dev.takt.api.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of outcomes means for one schedule.
 *
 * @param schedule its id
 * @param task the latest of the batch
 * @param success whether that one succeeded
 * @param anySuccess whether any succeeded
 * @param failures how many failed since the last success of the batch
 * @param place where to look for the schedule's row first, if known
 */
record LastOutcome(
        long schedule,
        long task,
        boolean success,
        boolean anySuccess,
        int failures,
        @Nullable String place) {

    /**
     * One for each schedule, in ascending order, since rows are locked in that order.
     *
     * @param outcomes in the order of their tasks' ids
     * @param recorded the tasks that count
     */
    static List<LastOutcome> perSchedule(List<Outcome> outcomes, Set<Long> recorded) {
        Map<Long, LastOutcome> found = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            Long schedule = outcome.task().schedule();
            if (schedule != null
                    && !isOfNoSchedule(outcome)
                    && recorded.contains(outcome.task().id())) {
                found.merge(schedule, of(schedule, outcome), LastOutcome::then);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The task has none, or ended it. */
    static boolean isOfNoSchedule(Outcome outcome) {
        return outcome.task().schedule() == null || outcome.task().last();
    }

    private static LastOutcome of(long schedule, Outcome outcome) {
        return new LastOutcome(
                schedule,
                outcome.task().id(),
                outcome.succeeded(),
                outcome.succeeded(),
                outcome.state() == TaskState.FAILED ? 1 : 0,
                outcome.task().place());
    }

    private LastOutcome then(LastOutcome later) {
        return new LastOutcome(
                schedule,
                later.task,
                later.success,
                anySuccess || later.anySuccess,
                later.success ? 0 : failures + later.failures,
                later.place);
    }

    /** What a batch turned, of the schedules that still exist. */
    static List<Turn> turns(List<LastOutcome> ended, Map<Long, Standing> before) {
        List<Turn> turns = new ArrayList<>();
        for (LastOutcome last : ended) {
            Standing standing = before.get(last.schedule);
            if (standing != null) {
                turns.addAll(last.turns(standing));
            }
        }
        return turns;
    }

    /** The failures in a row with those that there were before the batch. */
    private int failuresAfter(int before) {
        return anySuccess ? failures : before + failures;
    }

    /** What the batch turned, given where the schedule stood. */
    private List<Turn> turns(Standing before) {
        List<Turn> turns = new ArrayList<>();
        boolean wasFailing = before.failuresInARow() >= before.failingAfter();
        int now = failuresAfter(before.failuresInARow());
        if (anySuccess && (wasFailing || before.overdue())) {
            turns.add(new Turn(schedule, before.name(), before.func(), Turn.Kind.RECOVERED, now));
        }
        if (now >= before.failingAfter() && (anySuccess || !wasFailing)) {
            turns.add(new Turn(schedule, before.name(), before.func(), Turn.Kind.FAILING, now));
        }
        return turns;
    }
}
