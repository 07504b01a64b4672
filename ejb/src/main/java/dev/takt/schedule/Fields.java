package dev.takt.schedule;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.config.Nearest;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields as they come from outside and collects every problem, each with its field's name. */
final class Fields {
    private static final Duration LONGEST_DURATION = Duration.ofDays(36_500);
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonObject given;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Fields(JsonObject given) {
        this.given = given;
    }

    void refuse(String field, String message) {
        problems.add(new Problem(field, message));
    }

    boolean isSet(String field) {
        return value(field) != null;
    }

    boolean hasProblem(String field) {
        return problems.stream().anyMatch(problem -> problem.field().equals(field));
    }

    /** Refuses every field that was not asked for, unless it is one of these. */
    void refuseUnknown(Collection<String> ignored) {
        for (String field : given.keySet()) {
            if (!known.contains(field) && !ignored.contains(field)) {
                refuse(field, "there is no such field" + Nearest.hint(field, known));
            }
        }
    }

    void check() {
        if (!problems.isEmpty()) {
            throw new ScheduleRejectedException(problems);
        }
    }

    @Nullable
    String text(String field, int longest) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString text)) {
            refuse(field, "expected a text, was " + value);
            return null;
        }
        if (text.getString().isBlank() || text.getString().length() > longest) {
            refuse(
                    field,
                    "expected 1 to " + longest + " characters, was "
                            + text.getString().length());
            return null;
        }
        return text.getString();
    }

    <T> @Nullable T parsed(String field, String expected, Function<String, T> parse) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString text) {
            try {
                return parse.apply(text.getString());
            } catch (DateTimeException | IllegalArgumentException | ArithmeticException wrong) {
                refuse(field, "expected " + expected + ", was \"" + text.getString() + "\"");
                return null;
            }
        }
        refuse(field, "expected " + expected + ", was " + value);
        return null;
    }

    /** To microseconds, as the database keeps it. */
    @Nullable
    Instant instant(String field) {
        return parsed(field, "an instant such as 2027-01-31T18:00:00Z", text -> {
            Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new DateTimeException(text);
            }
            return at;
        });
    }

    @Nullable
    String duration(String field, Duration least) {
        return duration(field, least, LONGEST_DURATION);
    }

    @Nullable
    String duration(String field, Duration least, Duration most) {
        if (value(field) == null) {
            return null;
        }
        String range = "at least " + least + (most.equals(LONGEST_DURATION) ? "" : " and at most " + most);
        return parsed(field, "an ISO-8601 duration of " + range + ", such as PT30S", text -> {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new DateTimeException(text);
            }
            return duration.toString();
        });
    }

    @Nullable
    Long number(String field, long least, long most) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                long exact = number.longValueExact();
                if (exact >= least && exact <= most) {
                    return exact;
                }
            } catch (ArithmeticException tooLarge) {
                // refused below, like any number out of range
            }
        }
        refuse(field, "expected a whole number from " + least + " to " + most + ", was " + value);
        return null;
    }

    @Nullable
    Integer smallNumber(String field, int least, int most) {
        Long number = number(field, least, most);
        return number == null ? null : number.intValue();
    }

    @Nullable
    Boolean flag(String field) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> {
                refuse(field, "expected true or false, was " + value);
                yield null;
            }
        };
    }

    <E extends Enum<E>> @Nullable E choice(String field, E[] choices, Function<String, @Nullable E> parse) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        E chosen = value instanceof JsonString text ? parse.apply(text.getString()) : null;
        if (chosen == null) {
            List<String> names = Arrays.stream(choices).map(Enum::name).toList();
            String hint = value instanceof JsonString text ? Nearest.hint(text.getString(), names) : "";
            refuse(field, "expected one of " + String.join(", ", names) + ", was " + value + hint);
        }
        return chosen;
    }

    /** The value itself; JSON's null counts as left out. */
    @Nullable
    JsonValue value(String field) {
        known.add(field);
        JsonValue value = given.get(field);
        return value == null || value.getValueType() == JsonValue.ValueType.NULL ? null : value;
    }
}
