package dev.takt.chaos;

import java.util.Locale;

/** The lines that are what this program is for: one for each thing that was counted. */
final class Lines {
    private Lines() {}

    static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
