package dev.takt.api;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param <T> what is listed
 * @param items at most as many as were asked for
 * @param next give it as {@code before} to get the page that follows, or null if this is the last or {@code after} is there
 * @param after in an order that is not by id, give this as {@code after} to get the page that follows, or null if this is the last
 */
public record Page<T>(
        List<T> items, @Nullable Long next, @Nullable String after) {
    /** All of it. Said to JSON Binding, which would not choose between two constructors. */
    @JsonbCreator
    public Page {}

    /**
     * A page of a list by id.
     *
     * @param items at most as many as were asked for
     * @param next or null if this is the last
     */
    public Page(List<T> items, @Nullable Long next) {
        this(items, next, null);
    }
}
