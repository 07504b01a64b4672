package dev.takt.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a schedule, or a call to run at once: a function, its arguments, when, and how.
 *
 * <pre>{@code
 * import static dev.takt.api.Call.call;
 *
 * call("math.copysign", 2, -2).hook("hooks.printResult").daily()
 * call("reports.close").kwarg("year", 2026).everyMinutes(5).repeats(24).nextRun(todayAt(18, 0))
 * }</pre>
 *
 * <p>Nothing is checked here: the {@link Scheduler} checks everything together. Mutable, for one thread. Fields and
 * defaults: SEMANTICS, section 2.
 */
public final class Call {
    private final Map<String, JsonValue> fields = new LinkedHashMap<>();

    private Call() {}

    /**
     * Starts with a function and its positional arguments.
     *
     * @param func the function's name, such as {@code math.copysign}
     * @param args anything that Jakarta JSON Binding can write
     * @return a call of type ONCE, due at once
     */
    public static Call call(String func, @Nullable Object... args) {
        Call call = new Call().set("func", func);
        return args.length == 0 ? call : call.set("args", args);
    }

    /**
     * Starts with fields as they come from outside. They are checked when the call is scheduled.
     *
     * @param fields named as in SEMANTICS, section 2
     * @return a call with these fields
     */
    public static Call ofFields(JsonObject fields) {
        Call call = new Call();
        call.fields.putAll(fields);
        return call;
    }

    /**
     * The fields as JSON.
     *
     * @return every field that was set, named as in SEMANTICS, section 2
     */
    public JsonObject fields() {
        JsonObjectBuilder builder = AsJson.PROVIDER.createObjectBuilder();
        fields.forEach(builder::add);
        return builder.build();
    }

    /**
     * Adds a named argument.
     *
     * @param name the parameter's name
     * @param value anything that Jakarta JSON Binding can write
     * @return this
     */
    public Call kwarg(String name, @Nullable Object value) {
        JsonObjectBuilder all = fields.get("kwargs") instanceof JsonObject known
                ? AsJson.PROVIDER.createObjectBuilder(known)
                : AsJson.PROVIDER.createObjectBuilder();
        fields.put("kwargs", all.add(name, AsJson.of(value)).build());
        return this;
    }

    /**
     * Names the schedule.
     *
     * @param name unique among all schedules
     * @return this
     */
    public Call name(String name) {
        return set("name", name);
    }

    /**
     * Sets the hook.
     *
     * @param hook whose observers hear of each finished task, see {@link Hook}
     * @return this
     */
    public Call hook(String hook) {
        return set("hook", hook);
    }

    /**
     * Runs once, at {@link #nextRun} or at once. This is the default.
     *
     * @return this
     */
    public Call once() {
        return type(ScheduleType.ONCE);
    }

    /**
     * Runs every exact duration.
     *
     * @param step at least 0.1 s
     * @return this
     */
    public Call every(Duration step) {
        return type(ScheduleType.INTERVAL).set("every", step.toString());
    }

    /**
     * Runs every so many minutes.
     *
     * @param minutes at least 1
     * @return this
     */
    public Call everyMinutes(int minutes) {
        return type(ScheduleType.MINUTES).set("minutes", minutes);
    }

    /**
     * Runs every hour.
     *
     * @return this
     */
    public Call hourly() {
        return type(ScheduleType.HOURLY);
    }

    /**
     * Runs every day at the wall-clock time of its first slot.
     *
     * @return this
     */
    public Call daily() {
        return type(ScheduleType.DAILY);
    }

    /**
     * Runs every week at the wall-clock time of its first slot.
     *
     * @return this
     */
    public Call weekly() {
        return type(ScheduleType.WEEKLY);
    }

    /**
     * Every 14 days at the same wall-clock time.
     *
     * @return this
     */
    public Call biweekly() {
        return type(ScheduleType.BIWEEKLY);
    }

    /**
     * Runs every month on the day of its first slot.
     *
     * @return this
     */
    public Call monthly() {
        return type(ScheduleType.MONTHLY);
    }

    /**
     * Every second month, as {@link #monthly}.
     *
     * @return this
     */
    public Call bimonthly() {
        return type(ScheduleType.BIMONTHLY);
    }

    /**
     * Every third month, as {@link #monthly}.
     *
     * @return this
     */
    public Call quarterly() {
        return type(ScheduleType.QUARTERLY);
    }

    /**
     * Every year, as {@link #monthly}: February 29 becomes February 28.
     *
     * @return this
     */
    public Call yearly() {
        return type(ScheduleType.YEARLY);
    }

    /**
     * Of the types that count in months: returns to this day whenever the month has it.
     *
     * @param day 1 to 31
     * @return this
     */
    public Call keepDay(int day) {
        return set("keepDay", day);
    }

    /**
     * Runs by a cron expression.
     *
     * @param expression 5 fields, or 6 with seconds first
     * @return this
     */
    public Call cron(String expression) {
        return type(ScheduleType.CRON).set("cron", expression);
    }

    /**
     * Runs as often as a type says.
     *
     * @param type any
     * @return this
     */
    public Call type(ScheduleType type) {
        return set("type", type.name());
    }

    /**
     * Sets the first slot.
     *
     * @param slot left out: now
     * @return this
     */
    public Call nextRun(Instant slot) {
        return set("nextRun", slot.toString());
    }

    /**
     * Sets the first slot and the zone in which its wall-clock time is kept.
     *
     * @param slot such as today at 18:00 in Paris
     * @return this
     */
    public Call nextRun(ZonedDateTime slot) {
        return nextRun(slot.toInstant()).zone(slot.getZone().getId());
    }

    /**
     * Sets the zone in which wall-clock time is kept.
     *
     * @param zone IANA name, such as {@code Europe/Paris}
     * @return this
     */
    public Call zone(String zone) {
        return set("zone", zone);
    }

    /**
     * Limits the number of runs.
     *
     * @param repeats runs in total; negative: always
     * @return this
     */
    public Call repeats(long repeats) {
        return set("repeats", repeats);
    }

    /**
     * Sets the last instant at which a slot can be.
     *
     * @param last slots later than this do not exist
     * @return this
     */
    public Call until(Instant last) {
        return set("until", last.toString());
    }

    /**
     * Says what becomes of missed slots.
     *
     * @param each true: each runs; false: one run for all of them
     * @return this
     */
    public Call catchUp(boolean each) {
        return set("catchUp", each);
    }

    /**
     * Limits a run.
     *
     * @param timeout longer runs are interrupted and count as failures
     * @return this
     */
    public Call timeout(Duration timeout) {
        return set("timeout", timeout.toString());
    }

    /**
     * Lets failed tasks be tried again.
     *
     * @param attempts in all, at least 1
     * @return this
     */
    public Call maxAttempts(int attempts) {
        return set("maxAttempts", attempts);
    }

    /**
     * Sets the pause before the second attempt; it doubles with each further one, up to an hour.
     *
     * @param delay not negative
     * @return this
     */
    public Call retryDelay(Duration delay) {
        return set("retryDelay", delay.toString());
    }

    /**
     * Groups the tasks.
     *
     * @param group left out: the schedule's name, or its id
     * @return this
     */
    public Call group(String group) {
        return set("group", group);
    }

    /**
     * Names the tasks in lists.
     *
     * @param name the schedule's name, or else the function's, if left out
     * @return this
     */
    public Call taskName(String name) {
        return set("taskName", name);
    }

    /**
     * Sets which tasks go first.
     *
     * @param priority NORMAL if left out
     * @return this
     */
    public Call priority(Priority priority) {
        return set("priority", priority.name());
    }

    /**
     * Binds the schedule to the nodes of one cluster.
     *
     * @param cluster left out: any node runs it
     * @return this
     */
    public Call cluster(String cluster) {
        return set("cluster", cluster);
    }

    /**
     * What happens to a slot that is due while an earlier task of the schedule is unfinished.
     *
     * @param overlap {@link Overlap#ALLOW} if left out
     * @return this
     */
    public Call overlap(Overlap overlap) {
        return set("overlap", overlap.name());
    }

    /**
     * Spreads the starts of schedules that fall on one instant.
     *
     * @param most up to this much is added to each slot's start, at most a day; the slots themselves do not move
     * @return this
     */
    public Call jitter(Duration most) {
        return set("jitter", most.toString());
    }

    /**
     * Leaves out slots that would start too late: they are recorded as skipped.
     *
     * @param most how late, zero or more
     * @return this
     */
    public Call maxLateness(Duration most) {
        return set("maxLateness", most.toString());
    }

    /**
     * Says how often the schedule should succeed: {@link ScheduleOverdue} is fired when it has not.
     *
     * @param within at least a second
     * @return this
     */
    public Call successWithin(Duration within) {
        return set("successWithin", within.toString());
    }

    /**
     * Says when the schedule is failing: {@link ScheduleFailing} is fired then.
     *
     * @param failures in a row, 1 or more; 3 if left out
     * @return this
     */
    public Call failingAfter(int failures) {
        return set("failingAfter", failures);
    }

    /**
     * Whether tasks that succeed are kept.
     *
     * @param save false: a success leaves no task
     * @return this
     */
    public Call save(boolean save) {
        return set("save", save);
    }

    /**
     * Gives the slot to the function.
     *
     * @param parameter its name; an Instant, a String with that instant as ISO text, or a ZonedDateTime, OffsetDateTime,
     *     LocalDateTime or LocalDate in the schedule's zone. A task without slot receives the instant it was queued
     * @return this
     */
    public Call intendedDateKwarg(String parameter) {
        return set("intendedDateKwarg", parameter);
    }

    /**
     * Sets any field.
     *
     * @param field as in SEMANTICS, section 2
     * @param value anything that Jakarta JSON Binding can write
     * @return this
     */
    public Call set(String field, @Nullable Object value) {
        fields.put(field, AsJson.of(value));
        return this;
    }
}
