package dev.takt.api;

/**
 * A task ended without success, and no attempt is left.
 *
 * @param task the task, with its {@link Task#error()}
 */
public record TaskFailed(Task task) implements TaskFinished {}
