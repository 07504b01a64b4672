package dev.takt.run;

import dev.takt.config.Nearest;
import dev.takt.run.RegisteredFunction.Param;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds JSON arguments to a function's parameters, positional ones first, then by name (SEMANTICS, section 6). Every
 * misfit is an {@link ArgumentsException} that names function, parameter, expected type and the value seen.
 */
public final class Arguments {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final RegisteredFunction function;
    private final List<JsonValue> args;
    private final Map<String, JsonValue> kwargs;
    private final @Nullable IntendedDate intended;

    private Arguments(
            RegisteredFunction function,
            List<JsonValue> args,
            Map<String, JsonValue> kwargs,
            @Nullable IntendedDate intended) {
        this.function = function;
        this.args = args;
        this.kwargs = new LinkedHashMap<>(kwargs);
        this.intended = intended;
    }

    /**
     * Binds.
     *
     * @param function whose parameters
     * @param args a JSON array, or its elements without brackets; null for none
     * @param kwargs a JSON object; null for none
     * @param intended the slot, for the parameter that asks for it; null for none
     * @return one value for each parameter
     * @throws ArgumentsException if something does not fit
     */
    public static @Nullable Object[] bind(
            RegisteredFunction function,
            @Nullable String args,
            @Nullable String kwargs,
            @Nullable IntendedDate intended) {
        return new Arguments(function, array(args), object(kwargs), intended).bind();
    }

    /**
     * Reads positional arguments as people type them.
     *
     * @param text a JSON array, or its elements without brackets; null or blank for none
     * @return the array
     * @throws ArgumentsException if it is no JSON
     */
    public static JsonArray array(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        String json = text.strip().startsWith("[") ? text : "[" + text + "]";
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            throw new ArgumentsException("args", "expected a JSON array, was " + text);
        }
    }

    /**
     * Reads named arguments.
     *
     * @param text a JSON object; null or blank for none
     * @return the object
     * @throws ArgumentsException if it is no JSON object
     */
    public static JsonObject object(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            throw new ArgumentsException("kwargs", "expected a JSON object, was " + text);
        }
    }

    private @Nullable Object[] bind() {
        refuseUnknownNames();
        refuseUnfitIntendedDate();
        List<Param> params = function.params();
        boolean variable = function.method().isVarArgs();
        int fixed = variable ? params.size() - 1 : params.size();
        if (args.size() > params.size() && !variable) {
            throw new ArgumentsException(
                    "args",
                    function.name() + " takes " + count(params.size()) + ", was given " + args.size() + ": "
                            + function.signature());
        }
        List<@Nullable Object> bound = new ArrayList<>();
        for (int i = 0; i < fixed; i++) {
            bound.add(i < args.size() ? positional(params.get(i), args.get(i)) : byName(params.get(i)));
        }
        if (variable) {
            bound.add(rest(params.get(fixed), fixed));
        }
        if (function.takesOtherKwargs()) {
            bound.add(otherKwargs());
        }
        return bound.toArray();
    }

    private @Nullable Object positional(Param param, JsonValue value) {
        if (receivesSlot(param)) {
            throw new ArgumentsException(
                    IntendedDate.FIELD,
                    function.name() + ": parameter " + param.describe() + " receives the slot, and is given " + value
                            + " in args; give what follows it by name, in kwargs");
        }
        if (param.name() != null && kwargs.containsKey(param.name())) {
            throw new ArgumentsException(
                    "kwargs",
                    function.name() + ": parameter " + param.name() + " is given twice, in args and in kwargs");
        }
        return convert("args", param, value);
    }

    private @Nullable Object byName(Param param) {
        return intended != null && receivesSlot(param) ? intended.as(param, function) : named(param);
    }

    private boolean receivesSlot(Param param) {
        return intended != null && intended.parameter().equals(param.name());
    }

    private @Nullable Object named(Param param) {
        JsonValue value = param.name() == null ? null : kwargs.remove(param.name());
        if (value == null) {
            throw new ArgumentsException(
                    "args",
                    function.name() + " takes " + count(function.params().size()) + ", was given " + args.size()
                            + ": parameter " + param.describe() + " is missing in " + function.signature());
        }
        return convert("kwargs", param, value);
    }

    private Object rest(Param param, int from) {
        JsonValue named = param.name() == null ? null : kwargs.remove(param.name());
        if (named != null && !(named instanceof JsonArray)) {
            throw new ArgumentsException(
                    "kwargs",
                    function.name() + ": parameter " + param.describe() + "... expects a JSON array, was " + named);
        }
        List<JsonValue> values =
                named != null ? (JsonArray) named : args.size() > from ? args.subList(from, args.size()) : List.of();
        Object array = Array.newInstance((Class<?>) param.type(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, convert("args", param, values.get(i)));
        }
        return array;
    }

    /** What is left when every parameter has taken its own. */
    private Map<String, String> otherKwargs() {
        Map<String, String> others = new LinkedHashMap<>();
        kwargs.forEach((name, value) -> others.put(name, plain(name, value)));
        return others;
    }

    private String plain(String name, JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER, TRUE, FALSE -> value.toString();
            default ->
                throw new ArgumentsException(
                        "kwargs",
                        function.name() + ": parameter " + name + " expects a text, a number, true or false, was "
                                + value);
        };
    }

    private void refuseUnknownNames() {
        if (kwargs.isEmpty()) {
            return;
        }
        List<String> names = names("kwargs");
        Optional<String> unknown =
                kwargs.keySet().stream().filter(name -> !names.contains(name)).findFirst();
        if (unknown.isPresent() && !function.takesOtherKwargs()) {
            throw new ArgumentsException(
                    "kwargs",
                    function.name() + " has no parameter " + unknown.get() + Nearest.hint(unknown.get(), names)
                            + " It takes " + names.stream().collect(Collectors.joining(", ", "(", ")")));
        }
    }

    /** Names are known of all parameters, or none is asked for. */
    private List<String> names(String field) {
        List<String> names = function.params().stream()
                .map(Param::name)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (names.size() < function.params().size()) {
            throw new ArgumentsException(
                    field,
                    function.name() + " does not tell its parameters' names: compile it with -parameters, or put"
                            + " @Arg(\"name\") on each");
        }
        return names;
    }

    private void refuseUnfitIntendedDate() {
        if (intended == null) {
            return;
        }
        String name = intended.parameter();
        List<String> names = names(IntendedDate.FIELD);
        Param param = function.params().stream()
                .filter(this::receivesSlot)
                .findFirst()
                .orElseThrow(() -> new ArgumentsException(
                        IntendedDate.FIELD,
                        "expected the name of a parameter of " + function.signature() + ", was \"" + name + "\""
                                + Nearest.hint(name, names)));
        intended.as(param, function);
        if (kwargs.containsKey(name)) {
            throw new ArgumentsException(
                    IntendedDate.FIELD,
                    function.name() + ": parameter " + param.describe() + " receives the slot, and is given "
                            + kwargs.get(name) + " in kwargs");
        }
    }

    private @Nullable Object convert(String field, Param param, JsonValue value) {
        try {
            return JsonTypes.read(value, param.type());
        } catch (IllegalArgumentException misfit) {
            throw new ArgumentsException(
                    field,
                    function.name() + ": parameter " + param.describe() + " expects " + misfit.getMessage() + ", was "
                            + value);
        }
    }

    private static String count(int size) {
        return size == 1 ? "1 argument" : size + " arguments";
    }
}
