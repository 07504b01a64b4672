package dev.takt.api;

/**
 * A task's function returned.
 *
 * @param task the task, with its {@link Task#result()}
 */
public record TaskSucceeded(Task task) implements TaskFinished {}
