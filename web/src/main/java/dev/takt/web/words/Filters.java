package dev.takt.web.words;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads filters out of an address. What is none is null, and restricts nothing. */
public final class Filters {
    private Filters() {}

    /** A text without blanks around it. */
    public static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** One of some constants, by its name. */
    public static <E extends Enum<E>> @Nullable E choice(E[] choices, @Nullable String name) {
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
