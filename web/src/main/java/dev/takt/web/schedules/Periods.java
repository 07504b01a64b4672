package dev.takt.web.schedules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them: {@code 90 s}, {@code 5 min}, {@code 1 h 30 min}, {@code 2 d}. */
final class Periods {
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-z]+)");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private static final Map<String, BigDecimal> SECONDS = Map.ofEntries(
            Map.entry("ms", new BigDecimal("0.001")),
            Map.entry("s", BigDecimal.ONE),
            Map.entry("sec", BigDecimal.ONE),
            Map.entry("second", BigDecimal.ONE),
            Map.entry("seconds", BigDecimal.ONE),
            Map.entry("m", BigDecimal.valueOf(60)),
            Map.entry("min", BigDecimal.valueOf(60)),
            Map.entry("minute", BigDecimal.valueOf(60)),
            Map.entry("minutes", BigDecimal.valueOf(60)),
            Map.entry("h", BigDecimal.valueOf(3600)),
            Map.entry("hour", BigDecimal.valueOf(3600)),
            Map.entry("hours", BigDecimal.valueOf(3600)),
            Map.entry("d", BigDecimal.valueOf(86_400)),
            Map.entry("day", BigDecimal.valueOf(86_400)),
            Map.entry("days", BigDecimal.valueOf(86_400)));

    private Periods() {}

    /** In ISO-8601; as it was typed if it is neither that nor numbers with units, for the validator to refuse. */
    static String iso(String typed) {
        try {
            Duration iso = Duration.parse(typed.strip());
            return iso.toString();
        } catch (DateTimeException notIso) {
            return withUnits(typed);
        }
    }

    private static String withUnits(String typed) {
        String rest = typed.toLowerCase(Locale.ROOT);
        BigDecimal seconds = BigDecimal.ZERO;
        while (!rest.isBlank()) {
            Matcher part = PART.matcher(rest);
            BigDecimal unit = part.lookingAt() ? SECONDS.get(part.group(2)) : null;
            if (unit == null) {
                return typed;
            }
            seconds = seconds.add(unit.multiply(new BigDecimal(part.group(1))));
            rest = rest.substring(part.end());
        }
        return inNanos(seconds).toString();
    }

    private static Duration inNanos(BigDecimal seconds) {
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(
                parts[0].longValue(),
                parts[1].multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValue());
    }
}
