package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleType;
import dev.takt.calendar.InvalidCronException;
import dev.takt.cluster.LiveFunctions;
import dev.takt.config.Nearest;
import dev.takt.config.Unproxied;
import dev.takt.run.Arguments;
import dev.takt.run.ArgumentsException;
import dev.takt.run.FunctionRegistry;
import dev.takt.run.IntendedDate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what is asked for, wherever it comes from: every problem at once, each with its field (SEMANTICS, section 2). */
@ApplicationScoped
@Unproxied
public class ScheduleValidator {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);
    private static final int MOST_ATTEMPTS = 1000;
    private static final int LONGEST_ARGUMENTS = 1_000_000;

    /** Shown by a read, so that what was read can be sent back; not to be set. */
    private static final List<String> TIMING = List.of(
            "type",
            "every",
            "minutes",
            "cron",
            "keepDay",
            "zone",
            "repeats",
            "nextRun",
            "until",
            "catchUp",
            "maxLateness",
            "overlap",
            "jitter",
            "successWithin",
            "failingAfter",
            "paused",
            "name");

    private final FunctionRegistry functions;
    private final LiveFunctions liveFunctions;

    @Inject
    ScheduleValidator(FunctionRegistry functions, LiveFunctions liveFunctions) {
        this.functions = functions;
        this.liveFunctions = liveFunctions;
    }

    /**
     * Checks the fields of a schedule.
     *
     * @throws dev.takt.api.ScheduleRejectedException with all problems
     */
    Definition schedule(JsonObject given) {
        Fields fields = new Fields(given);
        Definition definition = read(fields);
        checkTiming(fields, definition);
        fields.refuseUnknown(Schedule.ROW_FIELDS);
        fields.check();
        return definition;
    }

    /**
     * Checks the fields of a call to run at once: those of timing make no sense.
     *
     * @throws dev.takt.api.ScheduleRejectedException with all problems
     */
    Definition call(JsonObject given) {
        Fields fields = new Fields(given);
        Definition definition = read(fields);
        TIMING.stream()
                .filter(given::containsKey)
                .forEach(field -> fields.refuse(field, "a call that runs at once takes no " + field));
        fields.refuseUnknown(Set.of());
        fields.check();
        return definition;
    }

    private Definition read(Fields fields) {
        String func = func(fields);
        return new Definition(
                fields.text("name", 200),
                func,
                fields.text("hook", 300),
                args(fields),
                kwargs(fields),
                Objects.requireNonNullElse(
                        fields.choice(
                                "type",
                                ScheduleType.values(),
                                text -> ScheduleType.of(text).orElse(null)),
                        ScheduleType.ONCE),
                fields.duration("every", SHORTEST_INTERVAL),
                fields.smallNumber("minutes", 1, Integer.MAX_VALUE),
                fields.text("cron", 200),
                fields.smallNumber("keepDay", 1, 31),
                zone(fields),
                fields.number("repeats", Integer.MIN_VALUE, Integer.MAX_VALUE),
                fields.instant("nextRun"),
                fields.instant("until"),
                fields.flag("catchUp"),
                fields.duration("maxLateness", Duration.ZERO),
                Objects.requireNonNullElse(
                        fields.choice("overlap", Overlap.values(), text -> named(Overlap.values(), text)),
                        Overlap.ALLOW),
                fields.duration("jitter", Duration.ZERO, LONGEST_JITTER),
                fields.duration("successWithin", Duration.ofSeconds(1)),
                Objects.requireNonNullElse(fields.smallNumber("failingAfter", 1, 1_000_000), 3),
                fields.flag("paused"),
                fields.text("cluster", 100),
                fields.text("group", 300),
                fields.text("taskName", 300),
                fields.duration("timeout", Duration.ofMillis(1)),
                fields.smallNumber("maxAttempts", 1, MOST_ATTEMPTS),
                fields.duration("retryDelay", Duration.ZERO),
                Objects.requireNonNullElse(
                        fields.choice("priority", Priority.values(), text -> named(Priority.values(), text)),
                        Priority.NORMAL),
                Objects.requireNonNullElse(fields.flag("save"), true),
                fields.text("intendedDateKwarg", 100),
                fields.number("version", 0, Long.MAX_VALUE));
    }

    private String func(Fields fields) {
        String func = fields.text("func", 300);
        if (func == null) {
            if (!fields.hasProblem("func")) {
                fields.refuse("func", "expected the name of a function, was left out");
            }
            return "";
        }
        if (functions.find(func).isPresent()) {
            checkArguments(fields, func);
            return func;
        }
        Set<String> live = liveFunctions.names();
        if (!live.contains(func)) {
            Set<String> all = new TreeSet<>(live);
            all.addAll(functions.names());
            fields.refuse("func", "no live node has a function named " + func + Nearest.hint(func, all));
        }
        return func;
    }

    private void checkArguments(Fields fields, String func) {
        try {
            String args = args(fields);
            String kwargs = kwargs(fields);
            IntendedDate intended = intendedDate(fields);
            if (!fields.hasProblem("args") && !fields.hasProblem("kwargs")) {
                functions.bind(functions.find(func).orElseThrow(), args, kwargs, intended);
            }
        } catch (ArgumentsException misfit) {
            fields.refuse(misfit.field(), Objects.requireNonNullElse(misfit.getMessage(), ""));
        }
    }

    /** Any slot will do, to see whether it fits. */
    private static @Nullable IntendedDate intendedDate(Fields fields) {
        return fields.value("intendedDateKwarg") instanceof JsonString parameter
                ? new IntendedDate(parameter.getString(), Instant.EPOCH, ZoneOffset.UTC)
                : null;
    }

    /** A JSON array; or a text, as people type it: its elements without brackets. */
    private static @Nullable String args(Fields fields) {
        JsonValue value = fields.value("args");
        if (value == null || fields.hasProblem("args")) {
            return null;
        }
        if (value instanceof JsonString text) {
            try {
                return arguments(fields, "args", Arguments.array(text.getString()));
            } catch (ArgumentsException e) {
                fields.refuse("args", Objects.requireNonNullElse(e.getMessage(), ""));
                return null;
            }
        }
        return arguments(fields, "args", value instanceof JsonArray ? value : null);
    }

    private static @Nullable String kwargs(Fields fields) {
        JsonValue value = fields.value("kwargs");
        if (value == null || fields.hasProblem("kwargs")) {
            return null;
        }
        if (value instanceof JsonString text) {
            try {
                return arguments(fields, "kwargs", Arguments.object(text.getString()));
            } catch (ArgumentsException e) {
                fields.refuse("kwargs", Objects.requireNonNullElse(e.getMessage(), ""));
                return null;
            }
        }
        return arguments(fields, "kwargs", value instanceof JsonObject ? value : null);
    }

    private static @Nullable String arguments(Fields fields, String field, @Nullable JsonValue value) {
        if (value == null) {
            fields.refuse(
                    field,
                    "expected a JSON " + (field.equals("args") ? "array" : "object") + ", was " + fields.value(field));
            return null;
        }
        String text = value.toString();
        if (text.length() > LONGEST_ARGUMENTS) {
            fields.refuse(field, "expected at most " + LONGEST_ARGUMENTS + " characters, was " + text.length());
        }
        return text.length() <= 2 ? null : text; // none
    }

    private static @Nullable String zone(Fields fields) {
        String zone = fields.text("zone", 60);
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.refuse(
                    "zone",
                    "expected an IANA zone such as Europe/Paris, was \"" + zone + "\""
                            + Nearest.hint(zone, ZoneId.getAvailableZoneIds()));
            return null;
        }
        return zone;
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static void checkTiming(Fields fields, Definition definition) {
        need(fields, definition, ScheduleType.INTERVAL, "every", "an ISO-8601 duration such as PT30S");
        need(fields, definition, ScheduleType.MINUTES, "minutes", "a whole number of minutes, at least 1");
        need(fields, definition, ScheduleType.CRON, "cron", "an expression such as 30 2 * * *");
        if (definition.type() == ScheduleType.CRON && definition.cron() != null) {
            try {
                Recurrences.of("CRON", null, null, definition.cron(), null, ZoneId.of("UTC"));
            } catch (InvalidCronException e) {
                fields.refuse("cron", Objects.requireNonNullElse(e.getMessage(), ""));
            }
        }
        if (definition.type() == ScheduleType.ONCE && definition.maxLateness() != null) {
            fields.refuse("maxLateness", "ONCE always runs when overdue and takes no maxLateness");
        }
        if (definition.nextRun() != null
                && definition.until() != null
                && definition.until().isBefore(definition.nextRun())) {
            fields.refuse("until", "expected an instant after nextRun, was " + definition.until());
        }
    }

    private static void need(Fields fields, Definition definition, ScheduleType type, String field, String what) {
        if (definition.type() == type && !fields.isSet(field)) {
            fields.refuse(field, type + " needs " + what + ", was left out");
        }
    }
}
