package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.Missed;
import dev.takt.api.MissedCount;
import dev.takt.api.Schedule;
import dev.takt.calendar.DuePlan;
import dev.takt.calendar.Position;
import dev.takt.calendar.Slot;
import dev.takt.config.Caller;
import dev.takt.task.SkippedSlotsRecord;
import dev.takt.task.Withdrawal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Pausing and resuming, each in the caller's transaction with its row locked (SEMANTICS, section 5). */
@ApplicationScoped
class Pausing {
    private final Schedules schedules;
    private final Rules rules;
    private final Withdrawal withdrawal;
    private final SkippedSlotsRecord skipped;
    private final Acts acts;
    private final Caller caller;
    private final Views views;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Pausing() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Pausing(
            Schedules schedules,
            Rules rules,
            Withdrawal withdrawal,
            SkippedSlotsRecord skipped,
            Acts acts,
            Caller caller,
            Views views) {
        this.schedules = schedules;
        this.rules = rules;
        this.withdrawal = withdrawal;
        this.skipped = skipped;
        this.acts = acts;
        this.caller = caller;
        this.views = views;
    }

    Schedule pause(long id) {
        ScheduleRow row = schedules.lock(id);
        return views.of(acts.changing(Act.PAUSE, row, () -> paused(row)));
    }

    private ScheduleRow paused(ScheduleRow row) {
        if (!row.isPaused()) {
            row.pause(schedules.now(), caller.name());
            schedules.flushed(row);
            int withdrawn = withdrawal.of(row.id(), "paused");
            if (row.repeats() >= 0) {
                schedules.giveBack(row, withdrawn);
            }
        }
        return schedules.flushed(row);
    }

    Schedule resume(long id, Missed missed) {
        ScheduleRow row = schedules.lock(id);
        return views.of(acts.changing(Act.RESUME, row, () -> resumed(row, missed)));
    }

    private ScheduleRow resumed(ScheduleRow row, Missed missed) {
        if (row.isPaused()) {
            Instant now = schedules.now();
            Optional<DuePlan> skipping = // before any change: a row that cannot be read is refused
                    missed == Missed.SKIP ? Optional.of(rules.resumeSkipping(row, now)) : Optional.empty();
            row.resume(now, caller.name());
            schedules.flushed(row);
            skipping.ifPresent(plan -> skipMissed(row, plan, now));
        }
        return schedules.flushed(row);
    }

    MissedCount missed(long id) {
        return rules.preview(schedules.require(id)).missed(schedules.now());
    }

    private void skipMissed(ScheduleRow row, DuePlan plan, Instant now) {
        Position before = new Position(new Slot(row.nextRun(), row.movedFrom()), row.repeats());
        if (!plan.after().equals(before)) {
            schedules.move(row, plan.after(), skipped.add(row.id(), row.skippedTask(), plan.skipped(), now));
        }
    }
}
