package dev.takt.web.rest;

import dev.takt.api.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query and collects every problem, each with its parameter's name. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 50;

    private final MultivaluedMap<String, String> given;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();

    Parameters(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /** Those of a body. */
    static Parameters of(JsonObject body) {
        return of(new MultivaluedHashMap<>(), body);
    }

    /** Those of a query and of a body, which counts more. */
    static Parameters of(MultivaluedMap<String, String> query, JsonObject body) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>(query);
        body.forEach((name, value) ->
                given.putSingle(name, value instanceof JsonString text ? text.getString() : value.toString()));
        return new Parameters(given);
    }

    int limit(int most) {
        return count("limit", most, DEFAULT_LIMIT);
    }

    int count(String name, int most, int otherwise) {
        Long count = number(name, most);
        return count == null ? otherwise : count.intValue();
    }

    @Nullable
    Long id(String name) {
        return number(name, Long.MAX_VALUE);
    }

    @Nullable
    String text(String name) {
        known.add(name);
        String text = given.getFirst(name);
        if (text != null && text.indexOf('\0') >= 0) {
            problems.add(new Problem(name, "holds the character U+0000, which no text here has"));
        }
        return text;
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noInstant) {
            refuse(name, "an instant such as 2027-01-31T18:00:00Z", text);
            return null;
        }
    }

    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        refuse(name, "true or false", text);
        return null;
    }

    <E extends Enum<E>> @Nullable E choice(String name, E[] choices) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E choice : choices) {
            if (choice.name().equals(text)) {
                return choice;
            }
        }
        refuse(name, "one of " + Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", ")), text);
        return null;
    }

    /** An order, by the name of its field; null for the usual one. */
    <E extends Enum<E>> @Nullable E sort(E[] sorts, Function<E, String> toText) {
        String text = text("sort");
        if (text == null) {
            return null;
        }
        Optional<E> chosen = Arrays.stream(sorts)
                .filter(sort -> toText.apply(sort).equals(text))
                .findFirst();
        if (chosen.isEmpty()) {
            refuse("sort", "one of " + Arrays.stream(sorts).map(toText).collect(Collectors.joining(", ")), text);
        }
        return chosen.orElse(null);
    }

    /** Refuses the request if anything was wrong, or a parameter is there that nobody asked for. */
    void check() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(
                        new Problem(name, "there is no such parameter; there are " + String.join(", ", known))));
        if (!problems.isEmpty()) {
            throw new MalformedException(problems);
        }
    }

    private @Nullable Long number(String name, long most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like any number out of range
        }
        refuse(name, most == Long.MAX_VALUE ? "a whole number from 1 on" : "a whole number from 1 to " + most, text);
        return null;
    }

    private void refuse(String name, String expected, String was) {
        problems.add(new Problem(name, "expected " + expected + ", was \"" + was + "\""));
    }
}
