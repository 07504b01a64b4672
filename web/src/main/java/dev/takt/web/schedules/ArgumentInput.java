package dev.takt.web.schedules;

import dev.takt.web.rest.StrictJson;
import dev.takt.web.schedules.Signature.Input;
import dev.takt.web.schedules.Signature.Parameter;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One positional argument in a form.
 *
 * @param name of the HTML input, {@code arg.0} and so on
 * @param label the parameter's name
 * @param type the parameter's Java type, for people
 * @param input how it is typed in
 * @param value as it is typed
 */
public record ArgumentInput(String name, String label, String type, Input input, String value) {
    private static final String PREFIX = "arg.";
    private static final JsonProvider JSON = JsonProvider.provider();

    /** The element's kind: {@code number}, {@code truth}, {@code json} and so on. */
    public String kind() {
        return input.name().toLowerCase(Locale.ROOT);
    }

    /** The type of the HTML input. */
    public String html() {
        return input.html();
    }

    /** What the browser accepts of a number. */
    public String step() {
        return input == Input.NUMBER ? "any" : "1";
    }

    /** Inputs for a function; empty if its arguments are typed as JSON. */
    static Optional<List<ArgumentInput>> of(String signature, @Nullable String args) {
        return Signature.read(signature).flatMap(parameters -> of(parameters, args));
    }

    private static Optional<List<ArgumentInput>> of(List<Parameter> parameters, @Nullable String args) {
        Optional<JsonArray> given = array(args);
        if (given.isEmpty() || given.get().size() > parameters.size()) {
            return Optional.empty(); // shown as it is stored, for a person to put right
        }
        List<ArgumentInput> inputs = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String value = i < given.get().size() ? text(given.get().get(i), parameter.input()) : "";
            inputs.add(new ArgumentInput(PREFIX + i, parameter.name(), parameter.type(), parameter.input(), value));
        }
        return Optional.of(inputs);
    }

    /** The JSON array of what was typed, or null if no argument was typed into an input of its own. */
    static @Nullable JsonArray typed(Map<String, String> posted, String signature) {
        List<Parameter> parameters = Signature.read(signature).orElse(List.of());
        int last = parameters.size();
        while (last > 0
                && Objects.requireNonNullElse(posted.get(PREFIX + (last - 1)), "")
                        .isEmpty()) {
            last--;
        }
        if (!posted.containsKey(PREFIX + 0)) {
            return null;
        }
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (int i = 0; i < last; i++) {
            array.add(json(
                    Objects.requireNonNullElse(posted.get(PREFIX + i), ""),
                    parameters.get(i).input()));
        }
        return array.build();
    }

    /** What cannot be read stays text: the validator refuses it, and names the parameter. */
    private static JsonValue json(String typed, Input input) {
        return switch (input) {
            case INTEGER, NUMBER -> number(typed);
            case TRUTH -> typed.isEmpty() ? JsonValue.NULL : truth(typed);
            case JSON -> typed.isBlank() ? JsonValue.NULL : value(typed).orElseGet(() -> JSON.createValue(typed));
            case TEXT -> JSON.createValue(typed);
            case DATE, DATE_TIME, TIME -> typed.isEmpty() ? JsonValue.NULL : JSON.createValue(typed);
        };
    }

    private static JsonValue number(String typed) {
        if (typed.isBlank()) {
            return JsonValue.NULL;
        }
        try {
            return JSON.createValue(new BigDecimal(typed.strip()));
        } catch (NumberFormatException noNumber) {
            return JSON.createValue(typed);
        }
    }

    private static JsonValue truth(String typed) {
        return typed.equals("true")
                ? JsonValue.TRUE
                : typed.equals("false") ? JsonValue.FALSE : JSON.createValue(typed);
    }

    private static String text(JsonValue value, Input input) {
        return value.equals(JsonValue.NULL)
                ? ""
                : value instanceof JsonString text && input != Input.JSON ? text.getString() : value.toString();
    }

    private static Optional<JsonArray> array(@Nullable String args) {
        if (args == null || args.isBlank()) {
            return Optional.of(JsonValue.EMPTY_JSON_ARRAY);
        }
        return value(args.strip().startsWith("[") ? args : "[" + args + "]")
                .filter(JsonArray.class::isInstance)
                .map(JsonValue::asJsonArray);
    }

    private static Optional<JsonValue> value(String text) {
        try {
            return Optional.of(StrictJson.read(text));
        } catch (RuntimeException noJson) { // nested too deeply is a plain one
            return Optional.empty();
        }
    }
}
