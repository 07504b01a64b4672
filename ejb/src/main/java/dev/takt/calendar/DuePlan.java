package dev.takt.calendar;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done with a schedule now (semantics, sections 4 and 5).
 *
 * @param run slots to run, in order
 * @param skipped stretches of slots that do not run, in order; each lies before or after all those to run
 * @param after where the schedule stands afterwards; due again if there are more slots to run than were asked for
 * @param deleted whether the schedule is at its end and its row goes: a ONCE with negative repeats whose slot is in
 *     run
 */
public record DuePlan(List<Slot> run, List<SkippedSlots> skipped, Position after, boolean deleted) {

    /** Copies the lists. */
    public DuePlan {
        run = List.copyOf(run);
        skipped = List.copyOf(skipped);
    }

    /**
     * This plan, and then another that runs nothing.
     *
     * @param rest planned from where this one ends
     * @return both together
     */
    public DuePlan then(DuePlan rest) {
        List<SkippedSlots> both = new ArrayList<>(skipped);
        both.addAll(rest.skipped);
        return new DuePlan(run, both, rest.after, deleted);
    }

    static DuePlan nothing(Position position) {
        return new DuePlan(List.of(), List.of(), position, false);
    }
}
