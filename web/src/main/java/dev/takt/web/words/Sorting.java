package dev.takt.web.words;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list as its address and the heads of its columns say it: the name of a field, with a minus before it if backwards.
 *
 * @param <E> the orders that there are
 */
public final class Sorting<E extends Enum<E>> {
    private final E usual;
    private final Function<E, String> toText;

    /** Of a list that is in that order unless its address says otherwise. */
    public Sorting(E usual, Function<E, String> toText) {
        this.usual = usual;
        this.toText = toText;
    }

    /** The order of that text; the usual one for none and for one that there is not. */
    public E read(@Nullable String text) {
        return find(text).orElse(usual);
    }

    /** What is wrong with that text, if anything is. */
    public Optional<String> problem(@Nullable String text) {
        if (Filters.text(text) == null || find(text).isPresent()) {
            return Optional.empty();
        }
        String known = Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                .map(toText)
                .collect(Collectors.joining(", "));
        return Optional.of(Texts.of("sorted.unknown", known, String.valueOf(text)));
    }

    private Optional<E> find(@Nullable String text) {
        String stripped = Filters.text(text);
        return Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                .filter(sort -> toText.apply(sort).equals(stripped))
                .findFirst();
    }

    /** For an address: null for the usual order. */
    public @Nullable String text(E sort) {
        return sort == usual ? null : toText.apply(sort);
    }

    /** How a column stands to the order, in the words of aria-sort. */
    public String direction(E sort, String field) {
        String text = toText.apply(sort);
        return text.equals(field) ? "ascending" : text.equals("-" + field) ? "descending" : "none";
    }

    /** The order that the head of a column leads to: by that column, and backwards if it is so already. */
    public String next(E sort, String field) {
        return toText.apply(sort).equals(field) ? "-" + field : field;
    }
}
