package dev.takt.web.schedules;

import dev.takt.api.Call;
import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleType;
import dev.takt.web.words.Texts;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a person types it: texts by field, under the names of SEMANTICS, section 2. Times are local date-times in
 * the schedule's zone. What a hidden field {@code nextRunWas} or {@code repeatsWas} says was so when the form was opened: the
 * same value is no change.
 */
final class ScheduleForm {
    private static final List<String> TEXTS =
            List.of("name", "func", "hook", "zone", "cluster", "group", "taskName", "intendedDateKwarg", "kwargs");
    private static final List<String> DURATIONS =
            List.of("maxLateness", "jitter", "successWithin", "timeout", "retryDelay");
    private static final List<String> NUMBERS = List.of("failingAfter", "maxAttempts", "version");
    private static final List<String> CHOICES = List.of("type", "overlap", "priority");
    private static final List<String> TIMES = List.of("nextRun", "until");
    private static final Set<ScheduleType> BY_MONTHS =
            Set.of(ScheduleType.MONTHLY, ScheduleType.BIMONTHLY, ScheduleType.QUARTERLY, ScheduleType.YEARLY);

    private final Map<String, String> typed;
    private final List<Problem> problems = new ArrayList<>();

    private ScheduleForm(Map<String, String> typed) {
        this.typed = typed;
    }

    /** What was posted. */
    static ScheduleForm of(Map<String, String> posted) {
        return new ScheduleForm(Map.copyOf(posted));
    }

    /** A new schedule, as far as it is clear without being typed. */
    static ScheduleForm empty() {
        return new ScheduleForm(Map.of(
                "type",
                ScheduleType.DAILY.name(),
                "overlap",
                Overlap.ALLOW.name(),
                "priority",
                Priority.NORMAL.name(),
                "failingAfter",
                "3",
                "repeats",
                "-1",
                "save",
                "true"));
    }

    /** The same with another value in one field. */
    ScheduleForm with(String field, String value) {
        Map<String, String> other = new HashMap<>(typed);
        other.put(field, value);
        return new ScheduleForm(other);
    }

    /**
     * A schedule that is there.
     *
     * @param zone in which its times are shown
     */
    static ScheduleForm of(Schedule schedule, ZoneId zone) {
        Map<String, String> typed = new HashMap<>();
        put(typed, "version", schedule.version());
        put(typed, "name", schedule.name());
        put(typed, "func", schedule.func());
        put(typed, "hook", schedule.hook());
        put(typed, "args", schedule.args());
        put(typed, "kwargs", schedule.kwargs());
        put(typed, "save", schedule.save());
        putTiming(typed, schedule, zone);
        putRules(typed, schedule);
        putOptions(typed, schedule);
        return new ScheduleForm(typed);
    }

    private static void putTiming(Map<String, String> typed, Schedule schedule, ZoneId zone) {
        put(typed, "type", schedule.type());
        put(typed, "every", schedule.every());
        put(typed, "minutes", schedule.minutes());
        put(typed, "cron", schedule.cron());
        put(typed, "keepDay", schedule.keepDay());
        put(typed, "zone", schedule.zone());
        put(typed, "repeats", schedule.repeats());
        put(typed, "repeatsWas", schedule.repeats());
        put(typed, "nextRun", local(schedule.nextRun(), zone));
        put(typed, "nextRunWas", local(schedule.nextRun(), zone));
        put(typed, "until", schedule.until() == null ? null : local(schedule.until(), zone));
    }

    private static void putRules(Map<String, String> typed, Schedule schedule) {
        put(typed, "catchUp", schedule.catchUp());
        put(typed, "maxLateness", schedule.maxLateness());
        put(typed, "overlap", schedule.overlap());
        put(typed, "jitter", schedule.jitter());
        put(typed, "successWithin", schedule.successWithin());
        put(typed, "failingAfter", schedule.failingAfter());
    }

    private static void putOptions(Map<String, String> typed, Schedule schedule) {
        put(typed, "cluster", schedule.cluster());
        put(typed, "group", schedule.group());
        put(typed, "taskName", schedule.taskName());
        put(typed, "timeout", schedule.timeout());
        put(typed, "maxAttempts", schedule.maxAttempts());
        put(typed, "retryDelay", schedule.retryDelay());
        put(typed, "priority", schedule.priority());
        put(typed, "intendedDateKwarg", schedule.intendedDateKwarg());
    }

    private static void put(Map<String, String> typed, String field, @Nullable Object value) {
        if (value != null) {
            typed.put(field, value.toString());
        }
    }

    /** To milliseconds: browsers know nothing smaller. */
    private static String local(Instant time, ZoneId zone) {
        return LocalDateTime.ofInstant(time, zone)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    /** The same without its name and its past, as the beginning of another. */
    ScheduleForm duplicate() {
        Map<String, String> copy = new HashMap<>(typed);
        copy.keySet().removeAll(Set.of("name", "version", "nextRun", "nextRunWas", "repeatsWas"));
        return new ScheduleForm(copy);
    }

    /** The same as an edit of what is stored now. */
    ScheduleForm onTopOf(ScheduleForm stored) {
        Map<String, String> newer = new HashMap<>(typed);
        for (String field : List.of("version", "nextRunWas", "repeatsWas")) {
            newer.put(field, stored.value(field));
        }
        return new ScheduleForm(newer);
    }

    /** What is typed there; empty for nothing. */
    String value(String field) {
        return Objects.requireNonNullElse(typed.get(field), "").strip();
    }

    /** What cannot be said in a call at all; {@link #call} finds it. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * The call that it means. What the validator would refuse stays as it was typed, for it to refuse.
     *
     * @param signature of the function, empty if unknown
     * @param usual the zone of times where none is typed
     */
    Call call(String signature, ZoneId usual) {
        Call call = timing(usual);
        TEXTS.forEach(field -> setText(call, field, value(field)));
        DURATIONS.forEach(field -> setDuration(call, field));
        NUMBERS.forEach(field -> setNumber(call, field));
        setText(call, "overlap", value("overlap"));
        setText(call, "priority", value("priority"));
        JsonArray arguments = ArgumentInput.typed(typed, signature);
        if (arguments == null) {
            setText(call, "args", value("args"));
        } else {
            call.set("args", arguments);
        }
        setFlag(call, "catchUp");
        return call.set("save", value("save").equals("true"));
    }

    /** The same without what has nothing to do with its slots. */
    Call timing(ZoneId usual) {
        Call call = Call.ofFields(JsonValue.EMPTY_JSON_OBJECT);
        ScheduleType type = ScheduleType.of(value("type")).orElse(null);
        setText(call, "type", value("type"));
        setText(call, "zone", value("zone"));
        if (type == ScheduleType.INTERVAL) {
            setDuration(call, "every");
        } else if (type == ScheduleType.MINUTES) {
            setNumber(call, "minutes");
        } else if (type == ScheduleType.CRON) {
            setText(call, "cron", value("cron"));
        } else if (type != null && BY_MONTHS.contains(type)) {
            setNumber(call, "keepDay");
        }
        setDuration(call, "jitter");
        if (!isUntouched("repeats")) {
            setNumber(call, "repeats");
        }
        ZoneId zone = zone(usual);
        TIMES.stream().filter(field -> !isUntouched(field)).forEach(field -> setTime(call, field, zone));
        return call;
    }

    private boolean isUntouched(String field) {
        return typed.containsKey(field + "Was")
                && asBrowsersSay(value(field)).equals(asBrowsersSay(value(field + "Was")));
    }

    /** A browser says the same time in its own words. */
    private static String asBrowsersSay(String value) {
        try {
            return LocalDateTime.parse(value).toString();
        } catch (DateTimeException noLocalTime) {
            return value;
        }
    }

    /** A zone that does not exist is refused by the validator. */
    ZoneId zone(ZoneId usual) {
        try {
            return value("zone").isEmpty() ? usual : ZoneId.of(value("zone"));
        } catch (DateTimeException unknown) {
            return usual;
        }
    }

    private static void setText(Call call, String field, String value) {
        if (!value.isEmpty()) {
            call.set(field, value);
        }
    }

    private void setDuration(Call call, String field) {
        setText(call, field, value(field).isEmpty() ? "" : Periods.iso(value(field)));
    }

    private void setNumber(Call call, String field) {
        String value = value(field);
        if (!value.isEmpty()) {
            call.set(field, value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value);
        }
    }

    private void setFlag(Call call, String field) {
        String value = value(field);
        if (!value.isEmpty()) {
            call.set(field, value.equals("true") ? (Object) true : value.equals("false") ? false : value);
        }
    }

    private void setTime(Call call, String field, ZoneId zone) {
        String value = value(field);
        if (value.isEmpty()) {
            return;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(value);
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change != null && change.isGap()) {
                problems.add(new Problem(
                        field,
                        Texts.of(
                                "edit.gap",
                                value,
                                zone.getId(),
                                change.getDateTimeBefore().toLocalTime().toString(),
                                change.getDateTimeAfter().toLocalTime().toString())));
            } else {
                call.set(field, local.atZone(zone).toInstant().toString());
            }
        } catch (DateTimeException noLocalTime) {
            call.set(field, value);
        }
    }

    /** The fields that a person edits. */
    static List<String> fields() {
        List<String> all = new ArrayList<>(CHOICES);
        all.addAll(TEXTS);
        all.addAll(DURATIONS);
        all.addAll(TIMES);
        all.addAll(List.of(
                "args",
                "every",
                "minutes",
                "cron",
                "keepDay",
                "repeats",
                "catchUp",
                "save",
                "failingAfter",
                "maxAttempts"));
        return all;
    }
}
