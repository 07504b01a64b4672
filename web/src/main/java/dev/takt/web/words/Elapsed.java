package dev.takt.web.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.StringJoiner;

/** A duration in words: {@code 1 h 5 min}, {@code 2.5 s}, {@code 12 ms}. */
public final class Elapsed {
    private Elapsed() {}

    /** As one says it: {@code 1 h 5 min}. */
    public static String inWords(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return seconds(duration) + " s";
        }
        StringJoiner words = new StringJoiner(" ");
        add(words, duration.toDays(), "d");
        add(words, duration.toHoursPart(), "h");
        add(words, duration.toMinutesPart(), "min");
        add(words, duration.toSecondsPart(), "s");
        return words.toString();
    }

    /** Its two largest units, to the minute. */
    static Duration coarse(Duration exact) {
        return exact.toDays() > 0
                ? Duration.ofDays(exact.toDays()).plusHours(exact.toHoursPart())
                : Duration.ofMinutes(exact.toMinutes());
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3)
                .setScale(2, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void add(StringJoiner words, long count, String unit) {
        if (count != 0) {
            words.add(count + " " + unit);
        }
    }
}
