package dev.takt.schedule;

import dev.takt.api.ScheduleType;
import dev.takt.calendar.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the fields of a schedule to its recurrence. */
public final class Recurrences {
    private static final Duration HOUR = Duration.ofHours(1);

    private Recurrences() {}

    /**
     * Reads the fields that say how often a schedule runs.
     *
     * @param type name or code of a {@link ScheduleType}
     * @param every ISO-8601 duration, for INTERVAL
     * @param minutes for MINUTES; null or 0 counts as 1, as a row made by hand may have it
     * @param cron for CRON
     * @param keepDay for the types that count in months
     * @param zone for wall-clock time
     * @return the recurrence
     * @throws IllegalArgumentException saying which field cannot be read
     */
    public static Recurrence of(
            String type,
            @Nullable String every,
            @Nullable Integer minutes,
            @Nullable String cron,
            @Nullable Integer keepDay,
            ZoneId zone) {
        ScheduleType known = ScheduleType.of(type)
                .orElseThrow(() -> new IllegalArgumentException("schedule_type: there is no type " + type));
        return switch (known) {
            case ONCE -> Recurrence.once();
            case INTERVAL -> Recurrence.every(duration(every));
            case MINUTES -> Recurrence.every(Duration.ofMinutes(Math.max(1, Objects.requireNonNullElse(minutes, 1))));
            case HOURLY -> Recurrence.every(HOUR);
            case DAILY -> Recurrence.daily(zone);
            case WEEKLY -> Recurrence.weekly(zone);
            case BIWEEKLY -> Recurrence.biweekly(zone);
            case MONTHLY -> Recurrence.monthly(zone, keepDay);
            case BIMONTHLY -> Recurrence.bimonthly(zone, keepDay);
            case QUARTERLY -> Recurrence.quarterly(zone, keepDay);
            case YEARLY -> Recurrence.yearly(zone, keepDay);
            case CRON -> Recurrence.cron(Objects.requireNonNullElse(cron, ""), zone);
        };
    }

    private static Duration duration(@Nullable String every) {
        if (every == null) {
            throw new IllegalArgumentException("every: an INTERVAL needs an ISO-8601 duration");
        }
        try {
            return Duration.parse(every);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("every: expected an ISO-8601 duration, was " + every, e);
        }
    }
}
