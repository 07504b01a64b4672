package dev.takt.schedule;

import dev.takt.api.Missed;
import dev.takt.api.Overlap;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.TaskId;
import dev.takt.calendar.DuePlan;
import dev.takt.calendar.Position;
import dev.takt.calendar.Slot;
import dev.takt.cluster.LiveFunctions;
import dev.takt.config.Caller;
import dev.takt.config.Nearest;
import dev.takt.config.TaktConfig;
import dev.takt.hook.Hooks;
import dev.takt.task.SkippedSlotsRecord;
import dev.takt.task.Tasks;
import dev.takt.task.Withdrawal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The acts on schedules, each in the caller's transaction; every one locks its row first (SEMANTICS, section 5). */
@ApplicationScoped
class Editing {
    private final ScheduleValidator validator;
    private final Schedules schedules;
    private final Rules rules;
    private final Tasks tasks;
    private final Withdrawal withdrawal;
    private final SkippedSlotsRecord skipped;
    private final LiveFunctions liveFunctions;
    private final Hooks hooks;
    private final Caller caller;
    private final TaktConfig config;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Editing() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Editing(
            ScheduleValidator validator,
            Schedules schedules,
            Rules rules,
            Tasks tasks,
            Withdrawal withdrawal,
            SkippedSlotsRecord skipped,
            LiveFunctions liveFunctions,
            Hooks hooks,
            Caller caller,
            TaktConfig config) {
        this.validator = validator;
        this.schedules = schedules;
        this.rules = rules;
        this.tasks = tasks;
        this.withdrawal = withdrawal;
        this.skipped = skipped;
        this.liveFunctions = liveFunctions;
        this.hooks = hooks;
        this.caller = caller;
        this.config = config;
    }

    Definition check(JsonObject fields) {
        return validator.schedule(fields);
    }

    Schedule create(JsonObject fields) {
        Definition definition = check(fields);
        refuseTakenName(definition.name(), null);
        Instant now = schedules.now();
        return view(schedules.add(new ScheduleRow(definition, firstSlot(definition, now), now, caller.name())));
    }

    Schedule update(long id, JsonObject fields) {
        Definition definition = check(fields);
        ScheduleRow row = schedules.lock(id);
        refuseOldVersion(row, definition.version());
        refuseTakenName(definition.name(), id);
        Timing before = Timing.of(row, config.zone());
        String overlapBefore = row.overlap();
        OptionalLong echo = schedules.runsSince(row, definition.nextRun());
        row.redefine(definition, schedules.now(), caller.name());
        Timing after = before.edited(row, definition, config.zone(), echo);
        schedules.flushed(row);
        if (!after.equals(before)) {
            schedules.move(row, after.position(), null);
        }
        if (!row.overlap().equals(overlapBefore)) {
            schedules.markUnfinished(row, definition.overlap() != Overlap.ALLOW);
        }
        return view(schedules.flushed(row));
    }

    void delete(long id) {
        ScheduleRow row = schedules.lock(id);
        withdrawal.of(id, "schedule deleted");
        schedules.delete(row);
    }

    Schedule pause(long id) {
        ScheduleRow row = schedules.lock(id);
        if (!row.isPaused()) {
            row.pause(schedules.now(), caller.name());
            schedules.flushed(row);
            int withdrawn = withdrawal.of(id, "paused");
            if (row.repeats() >= 0) {
                schedules.giveBack(row, withdrawn);
            }
        }
        return view(schedules.flushed(row));
    }

    Schedule resume(long id, Missed missed) {
        ScheduleRow row = schedules.lock(id);
        if (row.isPaused()) {
            Instant now = schedules.now();
            row.resume(now, caller.name());
            schedules.flushed(row);
            if (missed == Missed.SKIP) {
                skipMissed(row, now);
            }
        }
        return view(schedules.flushed(row));
    }

    TaskId runNow(long id) {
        return tasks.create(id, schedules.lock(id).toRun());
    }

    TaskId run(JsonObject fields) {
        return tasks.create(null, validator.call(fields).toRun());
    }

    Schedule view(ScheduleRow row) {
        Set<String> live = liveFunctions.names();
        Schedule plain = row.view(live, List.of());
        return plain.hook() == null || hooks.isKnown(plain.hook())
                ? plain
                : row.view(live, List.of(unheard(plain.hook())));
    }

    private String unheard(String hook) {
        List<String> known = hooks.all().stream().map(info -> info.name()).toList();
        return "hook: nobody observes " + hook + " on this node" + Nearest.hint(hook, known);
    }

    private Instant firstSlot(Definition definition, Instant now) {
        if (definition.nextRun() != null) {
            return definition.nextRun();
        }
        return rules.recurrence(definition).first(now).orElse(Slot.at(now)).at();
    }

    private void skipMissed(ScheduleRow row, Instant now) {
        DuePlan plan = rules.resumeSkipping(row, now);
        Position before = new Position(new Slot(row.nextRun(), row.movedFrom()), row.repeats());
        if (!plan.after().equals(before)) {
            schedules.move(row, plan.after(), skipped.add(row.id(), row.skippedTask(), plan.skipped(), now));
        }
    }

    private void refuseTakenName(@Nullable String name, @Nullable Long self) {
        if (name != null) {
            schedules
                    .find(name)
                    .filter(other -> self == null || other.id() != self)
                    .ifPresent(other -> {
                        throw new ScheduleConflictException(
                                new Problem("name", "\"" + name + "\" is the name of schedule " + other.id()));
                    });
        }
    }

    private static void refuseOldVersion(ScheduleRow row, @Nullable Long version) {
        if (version != null && version != row.version()) {
            throw new ScheduleConflictException(new Problem(
                    "version", "expected " + row.version() + ", was " + version + ": somebody edited meanwhile"));
        }
    }
}
