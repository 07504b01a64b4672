package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a task did not succeed.
 *
 * @param type the exception's class name, or null where none was thrown (a timeout, a cancellation)
 * @param message what happened
 * @param stack the stack trace as text, or null
 */
public record TaskError(
        @Nullable String type, String message, @Nullable String stack) {}
