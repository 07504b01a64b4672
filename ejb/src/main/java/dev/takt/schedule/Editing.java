package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.Overlap;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleType;
import dev.takt.config.Caller;
import dev.takt.config.TaktConfig;
import dev.takt.config.Transactions;
import dev.takt.config.Unproxied;
import dev.takt.schedule.NewSchedules.NewSchedule;
import dev.takt.task.Withdrawal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creating, changing and deleting schedules; all but creating is in the caller's transaction, and locks its row first (SEMANTICS, section 5). */
@ApplicationScoped
@Unproxied
class Editing {
    private final ScheduleValidator validator;
    private final Schedules schedules;
    private final NewSchedules newSchedules;
    private final Names names;
    private final Rules rules;
    private final Withdrawal withdrawal;
    private final Acts acts;
    private final Caller caller;
    private final Transactions transactions;
    private final TaktConfig config;

    @Inject
    Editing(
            ScheduleValidator validator,
            Schedules schedules,
            NewSchedules newSchedules,
            Names names,
            Rules rules,
            Withdrawal withdrawal,
            Acts acts,
            Caller caller,
            Transactions transactions,
            TaktConfig config) {
        this.validator = validator;
        this.schedules = schedules;
        this.newSchedules = newSchedules;
        this.names = names;
        this.rules = rules;
        this.withdrawal = withdrawal;
        this.acts = acts;
        this.caller = caller;
        this.transactions = transactions;
        this.config = config;
    }

    Definition check(JsonObject fields) {
        return validator.schedule(fields);
    }

    ScheduleRow create(JsonObject fields) {
        return createAll(List.of(fields)).get(0);
    }

    /** All are checked first, so that none is stored if one is wrong. One without a name needs no transaction. */
    List<ScheduleRow> createAll(List<JsonObject> all) {
        List<Definition> definitions = all.stream().map(this::check).toList();
        Supplier<List<ScheduleRow>> stored = () -> newSchedules.store(named(definitions, all));
        boolean alone = definitions.size() == 1 && definitions.get(0).name() == null && newSchedules.storesAtOnce();
        return alone
                ? transactions.inCurrentOr(
                        stored,
                        () -> List.of(newSchedules.storeAlone(schedule(definitions.get(0), all.get(0)))),
                        Refusals::isOne)
                : transactions.inCurrentOrNew(stored, Refusals::isOne);
    }

    private List<NewSchedule> named(List<Definition> definitions, List<JsonObject> asked) {
        names.reserveAll(definitions.stream().map(Definition::name).toList());
        List<NewSchedule> schedules = new ArrayList<>(definitions.size());
        for (int i = 0; i < definitions.size(); i++) {
            schedules.add(schedule(definitions.get(i), asked.get(i)));
        }
        return schedules;
    }

    private NewSchedule schedule(Definition definition, JsonObject asked) {
        return new NewSchedule(definition, asked, first(definition), caller.name());
    }

    /** Null for the time of its storing. */
    private @Nullable Instant first(Definition definition) {
        return definition.nextRun() != null || definition.type() != ScheduleType.CRON
                ? definition.nextRun()
                : rules.first(definition, schedules.now());
    }

    /** Whether a new schedule is due before the timer's next tick would find it. */
    boolean isSoon(ScheduleRow created) {
        return created.isDueWithin(config.pollInterval());
    }

    ScheduleRow update(long id, JsonObject fields) {
        Definition definition = check(fields);
        names.reserve(definition.name(), id);
        ScheduleRow row = schedules.lock(id);
        refuseOldVersion(row, definition.version());
        return apply(row, definition);
    }

    /** Edits a row that is locked. */
    ScheduleRow apply(ScheduleRow row, Definition definition) {
        return acts.changing(Act.UPDATE, row, () -> change(row, definition));
    }

    private ScheduleRow change(ScheduleRow row, Definition definition) {
        Timing before = Timing.of(row, config.zone());
        String overlapBefore = row.overlap();
        String successWithinBefore = row.successWithin();
        OptionalLong echo = echo(row, definition);
        row.redefine(definition, schedules.now(), caller.name());
        Timing after = before.edited(row, definition, config.zone(), echo);
        schedules.flushed(row);
        if (!after.equals(before)) {
            schedules.move(row, after.position(), null);
        }
        if (!row.overlap().equals(overlapBefore)) {
            schedules.markUnfinished(row, definition.overlap() != Overlap.ALLOW);
        }
        if (!Objects.equals(row.successWithin(), successWithinBefore)) {
            schedules.forgetOverdue(row);
        }
        return schedules.flushed(row);
    }

    private OptionalLong echo(ScheduleRow row, Definition definition) {
        OptionalLong byTasks = schedules.runsSince(row, definition.nextRun());
        if (byTasks.isPresent() || definition.nextRun() == null || definition.repeats() == null || row.isBroken()) {
            return byTasks;
        }
        return new Echo(rules.preview(row).rules().recurrence(), row.nextRun(), row.repeats(), row.hasRun())
                .of(definition.nextRun(), definition.repeats());
    }

    void delete(long id) {
        ScheduleRow row = schedules.lock(id);
        acts.deleting(row);
        withdrawal.of(id, "schedule deleted");
        schedules.delete(row);
    }

    private static void refuseOldVersion(ScheduleRow row, @Nullable Long version) {
        if (version != null && version != row.version()) {
            throw new ScheduleConflictException(new Problem(
                    "version", "expected " + row.version() + ", was " + version + ": somebody edited meanwhile"));
        }
    }
}
