package dev.takt.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A cron expression, read: which local date-times match.
 *
 * @param text as read: upper case, single spaces, nicknames written out
 * @param fixedHours whether the hours are a list or ranges, without * and /
 */
record CronExpression(String text, CronDays days, TimesOfDay times, boolean fixedHours) {

    private static final Map<String, String> NICKNAMES = Map.of(
            "@HOURLY", "0 * * * *",
            "@DAILY", "0 0 * * *",
            "@MIDNIGHT", "0 0 * * *",
            "@WEEKLY", "0 0 * * 0",
            "@MONTHLY", "0 0 1 * *",
            "@YEARLY", "0 0 1 1 *",
            "@ANNUALLY", "0 0 1 1 *");

    static CronExpression parse(String expression) {
        String text = expression.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        try {
            CronExpression parsed = read(NICKNAMES.getOrDefault(text, text));
            if (parsed.days.isEmpty()) {
                throw new IllegalArgumentException("can never match: no such date exists");
            }
            return parsed;
        } catch (IllegalArgumentException problem) {
            throw new InvalidCronException(expression, String.valueOf(problem.getMessage()));
        }
    }

    private static CronExpression read(String text) {
        if (text.startsWith("@")) {
            throw new IllegalArgumentException("unknown nickname, expected one of "
                    + NICKNAMES.keySet().stream().sorted().toList());
        }
        List<String> fields = new ArrayList<>(List.of(text.split(" ")));
        if (fields.size() == 5) {
            fields.add(0, "0");
        }
        if (fields.size() != 6) {
            throw new IllegalArgumentException(
                    "expected 5 fields, or 6 with seconds first, got " + (text.isEmpty() ? 0 : fields.size()));
        }
        return new CronExpression(text, days(fields), times(fields), isFixed(fields.get(2)));
    }

    private static TimesOfDay times(List<String> fields) {
        return new TimesOfDay(
                CronField.HOUR.values(CronField.HOUR.parse(fields.get(2))),
                CronField.MINUTE.values(CronField.MINUTE.parse(fields.get(1))),
                CronField.SECOND.values(CronField.SECOND.parse(fields.get(0))));
    }

    private static CronDays days(List<String> fields) {
        // cron-utils writes the last Friday 5L, croniter L5; and its SUN is 7, with which no range can begin
        String dayOfWeek = fields.get(5).replaceAll("\\bL([0-7])\\b", "$1L").replace("SUN-", "0-");
        return CronDays.of(
                CronField.MONTH.parse(fields.get(4)),
                CronField.DAY_OF_MONTH.parse(fields.get(3)),
                CronField.DAY_OF_WEEK.parse(dayOfWeek));
    }

    private static boolean isFixed(String hours) {
        return !hours.contains("*") && !hours.contains("/");
    }

    /** The first match at or after a local date-time of whole seconds. */
    LocalDateTime atOrAfter(LocalDateTime from) {
        LocalDate date = days.atOrAfter(from.toLocalDate());
        if (date.isAfter(from.toLocalDate())) {
            return date.atTime(times.first());
        }
        return times.atOrAfter(from.toLocalTime())
                .map(date::atTime)
                .orElseGet(() -> days.atOrAfter(date.plusDays(1)).atTime(times.first()));
    }

    @Override
    public String toString() {
        return text;
    }
}
