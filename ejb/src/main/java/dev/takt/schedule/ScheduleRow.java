package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.calendar.Recurrence;
import dev.takt.run.Arguments;
import dev.takt.sql.ToRun;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code takt_schedule}, for whoever edits and lists; {@link NewSchedules} makes it. What each run changes
 * (nextRun, repeats, lastTask ...) is not updatable from here, since a provider may write all columns of an edited row:
 * {@link Schedules} moves those by statements.
 */
@Entity
@Table(name = "takt_schedule")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
public class ScheduleRow {
    @Id
    private long id;

    /** Counts edits only. */
    @Version
    private long version;

    private @Nullable String name;
    private String func;
    private @Nullable String hook;
    private @Nullable String args;
    private @Nullable String kwargs;

    /** Name or code: a row made by hand may say anything. */
    @Column(name = "schedule_type")
    private String type;

    private @Nullable String every;
    private @Nullable Integer minutes;
    private @Nullable String cron;

    @Column(name = "keep_day")
    private @Nullable Integer keepDay;

    private @Nullable String zone;

    @Column(updatable = false)
    private long repeats;

    @Column(name = "next_run", updatable = false)
    private Instant nextRun;

    @Column(name = "moved_from", updatable = false)
    private @Nullable LocalDateTime movedFrom;

    @Column(name = "until_at")
    private @Nullable Instant until;

    @Column(name = "catch_up")
    private @Nullable Boolean catchUp;

    @Column(name = "max_lateness")
    private @Nullable String maxLateness;

    /** ALLOW, SKIP or WAIT: a row made by hand may say anything. */
    private String overlap;

    private @Nullable String jitter;

    @Column(name = "success_within")
    private @Nullable String successWithin;

    @Column(name = "failing_after")
    private int failingAfter;

    private boolean paused;
    private @Nullable String cluster;

    @Column(name = "task_group")
    private @Nullable String group;

    @Column(name = "task_name")
    private @Nullable String taskName;

    private @Nullable String timeout;

    @Column(name = "max_attempts")
    private @Nullable Integer maxAttempts;

    @Column(name = "retry_delay")
    private @Nullable String retryDelay;

    @Enumerated(EnumType.ORDINAL)
    private Priority priority;

    private boolean save;

    @Column(name = "intended_date_kwarg")
    private @Nullable String intendedDateKwarg;

    @Column(insertable = false, updatable = false)
    private long generation;

    @Column(name = "skipped_task", insertable = false, updatable = false)
    private @Nullable Long skippedTask;

    private @Nullable String broken;

    /** JSON of what code has declared, or null. */
    private @Nullable String declared;

    @Column(name = "last_task", insertable = false, updatable = false)
    private @Nullable Long lastTask;

    @Column(name = "last_run", insertable = false, updatable = false)
    private @Nullable Instant lastRun;

    @Column(insertable = false, updatable = false)
    private @Nullable Boolean success;

    @Column(name = "last_success", insertable = false, updatable = false)
    private @Nullable Instant lastSuccess;

    @Column(name = "failures_in_a_row", insertable = false, updatable = false)
    private int failuresInARow;

    @Column(name = "overdue_since", insertable = false, updatable = false)
    private @Nullable Instant overdueSince;

    @Column(name = "created_at")
    private @Nullable Instant createdAt;

    @Column(name = "created_by")
    private @Nullable String createdBy;

    @Column(name = "updated_at")
    private @Nullable Instant updatedAt;

    @Column(name = "updated_by")
    private @Nullable String updatedBy;

    /** For the provider only. */
    protected ScheduleRow() {}

    /** A new schedule, as it was stored; unknown to the provider. */
    ScheduleRow(long id, Definition definition, Instant firstSlot, Instant now, String who) {
        this.id = id;
        define(definition);
        repeats = definition.repeatsOrAlways();
        nextRun = firstSlot;
        createdAt = now;
        createdBy = who;
    }

    /** An edit, of everything but nextRun and repeats. */
    void redefine(Definition definition, Instant now, String who) {
        define(definition);
        broken = null;
        touch(now, who);
    }

    void pause(Instant now, String who) {
        paused = true;
        touch(now, who);
    }

    void resume(Instant now, String who) {
        paused = false;
        touch(now, who);
    }

    /** Of a new row: whether its first slot is not far from its creation. */
    boolean isDueWithin(Duration wait) {
        return createdAt == null || !nextRun.isAfter(createdAt.plus(wait));
    }

    long id() {
        return id;
    }

    String func() {
        return func;
    }

    long version() {
        return version;
    }

    boolean isPaused() {
        return paused;
    }

    long repeats() {
        return repeats;
    }

    Instant nextRun() {
        return nextRun;
    }

    @Nullable
    LocalDateTime movedFrom() {
        return movedFrom;
    }

    @Nullable
    String zone() {
        return zone;
    }

    @Nullable
    Instant until() {
        return until;
    }

    @Nullable
    Boolean catchUp() {
        return catchUp;
    }

    @Nullable
    String maxLateness() {
        return maxLateness;
    }

    long generation() {
        return generation;
    }

    String overlap() {
        return overlap;
    }

    @Nullable
    String successWithin() {
        return successWithin;
    }

    @Nullable
    String hook() {
        return hook;
    }

    boolean hasRun() {
        return lastRun != null;
    }

    boolean isBroken() {
        return broken != null;
    }

    /** The declaration that was last applied; empty if there was none. */
    JsonObject declared() {
        return Arguments.object(declared);
    }

    /** Remembers what code has declared. */
    void declare(String declaration) {
        declared = declaration;
    }

    /** What was asked for, as the row has it now: all but nextRun and repeats. */
    Definition definition() {
        return new Definition(
                name,
                func,
                hook,
                args,
                kwargs,
                ScheduleType.of(type).orElse(ScheduleType.ONCE),
                every,
                minutes,
                cron,
                keepDay,
                zone,
                null,
                null,
                until,
                catchUp,
                maxLateness,
                shownOverlap(),
                jitter,
                successWithin,
                failingAfter,
                paused,
                cluster,
                group,
                taskName,
                timeout,
                maxAttempts,
                retryDelay,
                priority,
                save,
                intendedDateKwarg,
                null);
    }

    /** The SKIPPED task that the next skipped slot adds to. */
    @Nullable
    Long skippedTask() {
        return skippedTask;
    }

    /** What it runs when somebody asks for a run at once. */
    ToRun toRun() {
        String named = Objects.requireNonNullElse(name, func);
        return new ToRun(
                Objects.requireNonNullElse(taskName, named),
                Objects.requireNonNullElse(group, Objects.requireNonNullElse(name, Long.toString(id))),
                func,
                args,
                kwargs,
                hook,
                priority.rank(),
                cluster,
                timeout,
                maxAttempts,
                retryDelay,
                save,
                intendedDateKwarg,
                zone,
                !Overlap.ALLOW.name().equals(overlap));
    }

    Recurrence recurrence(ZoneId inZone) {
        return Recurrences.of(type, every, minutes, cron, keepDay, inZone);
    }

    /** The fields that say which slots there are, to see whether an edit changed them. */
    List<@Nullable Object> timing() {
        return Arrays.asList(ScheduleType.of(type).orElse(null), every, minutes, cron, keepDay, zone, until);
    }

    Schedule view(Set<String> liveFunctions, List<String> warnings) {
        return new Schedule(
                id,
                version,
                generation,
                name,
                func,
                hook,
                args,
                kwargs,
                ScheduleType.of(type).orElse(null),
                every,
                minutes,
                cron,
                keepDay,
                zone,
                repeats,
                nextRun,
                movedFrom,
                until,
                catchUp,
                maxLateness,
                shownOverlap(),
                jitter,
                successWithin,
                failingAfter,
                paused,
                cluster,
                group,
                taskName,
                timeout,
                maxAttempts,
                retryDelay,
                priority,
                save,
                intendedDateKwarg,
                state(liveFunctions),
                broken,
                lastTask,
                lastRun,
                success,
                lastSuccess,
                failuresInARow,
                state(liveFunctions) == ScheduleState.FINISHED ? null : overdueSince,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy,
                warnings);
    }

    /** A row that says something else is BROKEN, and shown as the default. */
    private Overlap shownOverlap() {
        return Arrays.stream(Overlap.values())
                .filter(known -> known.name().equals(overlap))
                .findFirst()
                .orElse(Overlap.ALLOW);
    }

    private ScheduleState state(Set<String> liveFunctions) {
        if (broken != null) {
            return ScheduleState.BROKEN;
        }
        if (repeats == 0 || (until != null && nextRun.isAfter(until))) {
            return ScheduleState.FINISHED;
        }
        if (paused) {
            return ScheduleState.PAUSED;
        }
        return liveFunctions.contains(func) ? ScheduleState.ACTIVE : ScheduleState.WAITING_FOR_FUNCTION;
    }

    private void define(Definition definition) {
        name = definition.name();
        func = definition.func();
        hook = definition.hook();
        args = definition.args();
        kwargs = definition.kwargs();
        type = definition.type().code();
        every = definition.every();
        minutes = definition.minutes();
        cron = definition.cron();
        keepDay = definition.keepDay();
        zone = definition.zone();
        until = definition.until();
        catchUp = definition.catchUp();
        maxLateness = definition.maxLateness();
        overlap = definition.overlap().name();
        jitter = definition.jitter();
        successWithin = definition.successWithin();
        failingAfter = definition.failingAfter();
        paused = Objects.requireNonNullElse(definition.paused(), paused);
        cluster = definition.cluster();
        group = definition.group();
        taskName = definition.taskName();
        timeout = definition.timeout();
        maxAttempts = definition.maxAttempts();
        retryDelay = definition.retryDelay();
        priority = definition.priority();
        save = definition.save();
        intendedDateKwarg = definition.intendedDateKwarg();
    }

    private void touch(Instant now, String who) {
        updatedAt = now;
        updatedBy = who;
    }
}
