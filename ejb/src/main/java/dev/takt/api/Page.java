package dev.takt.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param <T> what is listed
 * @param items at most as many as were asked for
 * @param next give it as {@code before} to get the page that follows, or null if this is the last
 */
public record Page<T>(List<T> items, @Nullable Long next) {}
