package dev.takt.schedule;

import dev.takt.api.ScheduleSort;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Behind which row a page begins. Its text is for callers to give back as it is.
 *
 * @param stretch which of a list's stretches
 * @param id of that row; null for the beginning of the stretch
 * @param value what the row is sorted by: an Instant or a text; null where it is the id
 */
record Cursor(int stretch, @Nullable Long id, @Nullable Object value) {
    private static final Pattern TEXT = Pattern.compile("([01])(?:~([1-9][0-9]{0,17})(?:~(.*))?)?", Pattern.DOTALL);

    static final Cursor BEGINNING = new Cursor(0, null, null);

    String text() {
        return stretch + (id == null ? "" : "~" + id + (value == null ? "" : "~" + value));
    }

    /** Reads what {@link #text} has written of that list. */
    static Cursor of(String text, ScheduleSort sort, boolean ofInstants) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || text.indexOf('\0') >= 0) {
            throw refused(text, sort);
        }
        int stretch = Integer.parseInt(parts.group(1));
        Long id = parts.group(2) == null ? null : Long.valueOf(parts.group(2));
        String value = parts.group(3);
        boolean hasValue = stretch == 0 && id != null;
        if (hasValue != (value != null)) {
            throw refused(text, sort);
        }
        try {
            return new Cursor(stretch, id, value != null && ofInstants ? Instant.parse(value) : value);
        } catch (DateTimeException noInstant) {
            throw refused(text, sort);
        }
    }

    private static RuntimeException refused(String text, ScheduleSort sort) {
        return Ranges.refused(
                "after", "expected what a page in the order " + sort.text() + " has said, was \"" + text + "\"");
    }
}
