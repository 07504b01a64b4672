package dev.takt.web.words;

import org.jspecify.annotations.Nullable;

/** Reads ids out of an address. */
public final class Ids {
    private Ids() {}

    /** The id, or null for what is none: such a filter is no filter. */
    public static @Nullable Long read(@Nullable String text) {
        if (text == null || !text.strip().matches("[1-9][0-9]{0,18}")) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
