package dev.takt.calendar;

import dev.takt.calendar.SkippedSlots.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one step function that the poller applies: what to do with the slots of a schedule that are due, and where it
 * stands afterwards (semantics, sections 4 and 5).
 *
 * <pre>{@code
 * Position position = new Position(Slot.at(Instant.parse("2024-07-15T08:00:00Z")), -1);
 * DueRules rules = new DueRules(Recurrence.every(Duration.ofHours(1)), null, false, 1000, null);
 * DuePlan plan = MissedSlots.plan(position, Instant.parse("2024-07-15T11:30:00Z"), rules, 1);
 * plan.run();      // the slot of 08:00: catch-up is off, one run for the whole backlog
 * plan.after();    // next 12:00, repeats -2
 * }</pre>
 */
public final class MissedSlots {

    private MissedSlots() {}

    /**
     * Plans the slots that are due.
     *
     * <ul>
     *   <li>Nothing is due (repeats 0, the next slot later than now or until): an empty plan that stays where it is.
     *   <li>ONCE runs, however late. Negative repeats: the schedule is deleted; n &gt; 0: repeats are 0, nextRun
     *       stays.
     *   <li>Slots later than maxLateness are skipped in either case below; a skipped slot takes no repeats.
     *   <li>Catch-up on: every slot runs, in order. If more than the limit are due, and positive repeats do not end
     *       within the limit, the oldest surplus is skipped at once.
     *   <li>Catch-up off: one run, for the first slot that is not too late, then the first slot after now. Slots
     *       that the run stands for are not recorded as skipped.
     * </ul>
     *
     * @param position where the schedule stands
     * @param now the database's time
     * @param rules of the schedule
     * @param maxRuns how many slots this call may run, 1 or more; if more are due, {@code after.next} is still due
     *     and the next call goes on
     * @return the slots to run, those skipped, and the position to store
     * @throws IllegalArgumentException if maxRuns is less than 1
     */
    public static DuePlan plan(Position position, Instant now, DueRules rules, int maxRuns) {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("expected maxRuns of 1 or more, got " + maxRuns);
        }
        if (!position.isDue(now, rules)) {
            return DuePlan.nothing(position);
        }
        if (rules.recurrence() instanceof Once) {
            return new DuePlan(
                    List.of(position.next()), List.of(), new Position(position.next(), 0), position.repeats() < 0);
        }
        Backlog due = due(position, now, rules);
        List<SkippedSlots> skipped = new ArrayList<>();
        Backlog inTime = skipTooLate(due, now, rules, skipped);
        return rules.catchUp()
                ? runEach(position, inTime, rules, maxRuns, skipped)
                : runOnce(position, inTime, due.after(now).first(), skipped);
    }

    /**
     * Leaves out all that is due: so a paused schedule is resumed with {@code missed=SKIP} (semantics, section 5), and
     * so overlap SKIP treats what is due while an earlier task is unfinished (section 2).
     *
     * @param position where the schedule stands
     * @param now the database's time
     * @param rules of the schedule
     * @param reason why they do not run
     * @return no runs; one record of the slots skipped; the first slot after now, repeats untouched. An empty plan if
     *     nothing is due, and for ONCE, which always runs when overdue
     */
    public static DuePlan skip(Position position, Instant now, DueRules rules, Reason reason) {
        if (!position.isDue(now, rules) || rules.recurrence() instanceof Once) {
            return DuePlan.nothing(position);
        }
        Backlog due = due(position, now, rules);
        Position after = position.moveTo(due.after(now).first(), 0);
        return new DuePlan(List.of(), List.of(due.skipped(reason)), after, false);
    }

    private static Backlog due(Position position, Instant now, DueRules rules) {
        return new Backlog(rules.recurrence(), Optional.of(position.next()), rules.lastDue(now));
    }

    private static Backlog skipTooLate(Backlog due, Instant now, DueRules rules, List<SkippedSlots> skipped) {
        Instant oldest = due.first().orElseThrow().at();
        Duration maxLateness = rules.maxLateness();
        if (maxLateness == null || Duration.between(oldest, now).compareTo(maxLateness) <= 0) {
            return due;
        }
        Backlog tooLate = due.upTo(now.minus(maxLateness).minusNanos(1));
        skipped.add(tooLate.skipped(Reason.TOO_LATE));
        return due.after(tooLate.last());
    }

    private static DuePlan runEach(
            Position position, Backlog inTime, DueRules rules, int maxRuns, List<SkippedSlots> skipped) {
        Repeats repeats = new Repeats(position.repeats());
        int limit = rules.catchUpLimit();
        Backlog kept = inTime;
        if ((repeats.endless() || repeats.left() > limit) && inTime.isLongerThan(limit)) {
            kept = inTime.newest(limit);
            Instant firstKept = kept.first().orElseThrow().at();
            skipped.add(inTime.upTo(firstKept.minusNanos(1)).skipped(Reason.CATCH_UP_LIMIT));
        }
        List<Slot> run = kept.oldest(repeats.atMost(maxRuns));
        Optional<Slot> next = run.isEmpty() ? kept.first() : rules.recurrence().next(run.get(run.size() - 1));
        return new DuePlan(run, skipped, position.moveTo(next, run.size()), false);
    }

    private static DuePlan runOnce(Position position, Backlog inTime, Optional<Slot> next, List<SkippedSlots> skipped) {
        List<Slot> run = inTime.oldest(1);
        return new DuePlan(run, skipped, position.moveTo(next, run.size()), false);
    }
}
