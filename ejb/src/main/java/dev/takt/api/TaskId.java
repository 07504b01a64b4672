package dev.takt.api;

/**
 * Names a task.
 *
 * @param value the key of its row, from 1 on
 */
public record TaskId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
