package dev.takt.web.words;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Long texts made short enough for the cell of a table. */
final class Cells {
    private static final int LONGEST_CALL = 80;

    private Cells() {}

    /** As one would write it in Java: {@code math.copysign(2, -2)}, named arguments as they are stored. */
    static String call(String func, @Nullable String args, @Nullable String kwargs) {
        StringJoiner call = new StringJoiner(", ", func + "(", ")").setEmptyValue(func + "()");
        if (args != null && !args.isBlank()) {
            call.add(withoutBrackets(args.strip()));
        }
        if (kwargs != null && !kwargs.isBlank()) {
            call.add(kwargs.strip());
        }
        return shortened(call.toString(), LONGEST_CALL);
    }

    static String shortened(String text, int most) {
        String line = text.lines().findFirst().orElse("");
        if (line.length() <= most && line.length() == text.length()) {
            return text;
        }
        int end = Math.min(line.length(), most - 1);
        boolean splitsCharacter = end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, splitsCharacter ? end - 1 : end) + "…";
    }

    private static String withoutBrackets(String args) {
        return args.startsWith("[") && args.endsWith("]") ? args.substring(1, args.length() - 1) : args;
    }
}
