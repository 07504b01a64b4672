package dev.takt.poll;

import dev.takt.api.Overlap;
import dev.takt.calendar.DuePlan;
import dev.takt.calendar.MissedSlots;
import dev.takt.calendar.Position;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.Slot;
import dev.takt.schedule.DueRow;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.DueSlot;
import java.time.Instant;
import java.util.List;

/** What one due schedule does now: the slots to run, those to skip, and where it stands afterwards. */
final class PlannedSlots {
    private final DueSchedule schedule;
    private final DueRow row;
    private final Instant now;
    private final DuePlan plan;

    private PlannedSlots(DueSchedule schedule, DueRow row, Instant now, DuePlan plan) {
        this.schedule = schedule;
        this.row = row;
        this.now = now;
        this.plan = plan;
    }

    /**
     * Plans the first due slots.
     *
     * @param busy whether an earlier task is unfinished, and the schedule's tasks must not overlap
     * @param maxRuns how many slots may run, 1 or more
     */
    static PlannedSlots of(DueSchedule schedule, DueRow row, Instant now, boolean busy, int maxRuns) {
        Position start = new Position(new Slot(schedule.nextRun(), schedule.movedFrom()), schedule.repeats());
        if (waitsForItsFirstSlot(schedule, row)) {
            Position first = new Position(row.rules().recurrence().first(now).orElse(start.next()), start.repeats());
            return new PlannedSlots(schedule, row, now, new DuePlan(List.of(), List.of(), first, false));
        }
        PlannedSlots planned = new PlannedSlots(
                schedule,
                row,
                now,
                MissedSlots.plan(start, now, row.rules(), row.overlap() == Overlap.ALLOW ? maxRuns : 1));
        if (row.overlap() != Overlap.SKIP) {
            return planned;
        }
        DuePlan skipping = MissedSlots.skip(start, now, row.rules(), SkippedSlots.Reason.OVERLAP);
        return busy && !skipping.skipped().isEmpty()
                ? new PlannedSlots(schedule, row, now, skipping)
                : planned.skippingTheRest();
    }

    /** A CRON made by hand that names no nextRun: it begins with its first match, not with its creation. */
    private static boolean waitsForItsFirstSlot(DueSchedule schedule, DueRow row) {
        return row.isCron() && schedule.nextRun().equals(schedule.createdAt());
    }

    /** Plans again, for more runs than before. */
    PlannedSlots withAtMost(int maxRuns) {
        return of(schedule, row, now, false, maxRuns);
    }

    /** Whether more slots could run now. */
    boolean wantsMore() {
        return row.overlap() == Overlap.ALLOW && !plan.deleted() && plan.after().isDue(now, row.rules());
    }

    DueSchedule schedule() {
        return schedule;
    }

    DuePlan plan() {
        return plan;
    }

    List<DueSlot> slots() {
        return plan.run().stream().map(slot -> due(slot.at())).toList();
    }

    /** The skipped stretches before the runs, or after them. */
    List<SkippedSlots> skipped(boolean beforeTheRuns) {
        if (plan.run().isEmpty()) {
            return beforeTheRuns ? plan.skipped() : List.of();
        }
        Instant firstRun = plan.run().get(0).at();
        return plan.skipped().stream()
                .filter(stretch -> stretch.first().isBefore(firstRun) == beforeTheRuns)
                .toList();
    }

    private DueSlot due(Instant slot) {
        Instant startAt = row.jitter().startOf(schedule.id(), slot);
        return new DueSlot(schedule, slot, startAt, startAt.isAfter(now));
    }

    private PlannedSlots skippingTheRest() {
        return plan.deleted()
                ? this
                : new PlannedSlots(
                        schedule,
                        row,
                        now,
                        plan.then(MissedSlots.skip(plan.after(), now, row.rules(), SkippedSlots.Reason.OVERLAP)));
    }
}
