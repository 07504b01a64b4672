package dev.takt.web.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads times out of an address. */
public final class Times {
    private Times() {}

    /** The local date-time in that zone, or null for what is none: such a filter is no filter. */
    public static @Nullable Instant read(@Nullable String text, ZoneId zone) {
        try {
            return text == null
                    ? null
                    : LocalDateTime.parse(text.strip()).atZone(zone).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
