package dev.takt.web.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parameters of a function, read from its signature, which is all that a node knows of another node's functions. */
final class Signature {
    private Signature() {}

    /**
     * A parameter.
     *
     * @param name as it is shown; its position where it has none
     * @param type the simple name of its Java type
     */
    record Parameter(String name, String type) {
        Input input() {
            return switch (type) {
                case "int", "long", "short", "byte", "Integer", "Long", "Short", "Byte", "BigInteger" -> Input.INTEGER;
                case "double", "float", "Double", "Float", "BigDecimal", "Number" -> Input.NUMBER;
                case "boolean", "Boolean" -> Input.TRUTH;
                case "LocalDate" -> Input.DATE;
                case "LocalDateTime" -> Input.DATE_TIME;
                case "LocalTime" -> Input.TIME;
                case "String",
                        "CharSequence",
                        "Instant",
                        "Duration",
                        "Period",
                        "ZonedDateTime",
                        "OffsetDateTime",
                        "UUID",
                        "URI" -> Input.TEXT;
                default -> Input.JSON;
            };
        }
    }

    /** How a value is typed in. */
    enum Input {
        INTEGER,
        NUMBER,
        TRUTH,
        DATE,
        DATE_TIME,
        TIME,
        TEXT,
        JSON;

        /** The type of its HTML input; TRUTH and JSON have elements of their own. */
        String html() {
            return switch (this) {
                case INTEGER, NUMBER -> "number";
                case DATE_TIME -> "datetime-local";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** Empty where the number of values is open, or the text is no signature: then they are typed as JSON. */
    static Optional<List<Parameter>> read(String signature) {
        int open = signature.indexOf('(');
        if (open < 0 || !signature.endsWith(")") || signature.endsWith("...)") || signature.contains("**")) {
            return Optional.empty();
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : split(signature.substring(open + 1, signature.length() - 1))) {
            parameters.add(parameter(part.strip(), parameters.size() + 1));
        }
        return Optional.of(parameters);
    }

    private static Parameter parameter(String part, int position) {
        int colon = part.indexOf(": ");
        return colon < 0
                ? new Parameter(Integer.toString(position), part)
                : new Parameter(part.substring(0, colon), part.substring(colon + 2));
    }

    /** At the commas that stand in no brackets. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char at = list.charAt(i);
            depth += at == '<' ? 1 : at == '>' ? -1 : 0;
            if (at == ',' && depth == 0) {
                parts.add(list.substring(from, i));
                from = i + 1;
            }
        }
        if (!list.isBlank()) {
            parts.add(list.substring(from));
        }
        return parts;
    }
}
