package dev.takt.web.words;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rhythm of a schedule in words. */
final class HowOften {
    private HowOften() {}

    static String of(Schedule schedule) {
        ScheduleType type = schedule.type();
        if (type == null) {
            return Texts.of("often.unknown");
        }
        String key = "often." + type;
        return switch (type) {
            case INTERVAL -> Texts.of(key, duration(schedule.every()));
            case MINUTES -> Texts.of(key, minutes(schedule.minutes()));
            case CRON -> Texts.of(key, Objects.requireNonNullElse(schedule.cron(), ""));
            default -> Texts.of(key);
        };
    }

    /** A row made by hand without a number steps by 1. */
    private static int minutes(@Nullable Integer stored) {
        return stored == null || stored == 0 ? 1 : stored;
    }

    /** In words; as it is stored if it is no duration. */
    static String duration(@Nullable String stored) {
        try {
            return Elapsed.inWords(Duration.parse(Objects.requireNonNullElse(stored, "")));
        } catch (DateTimeParseException madeByHand) {
            return String.valueOf(stored);
        }
    }
}
