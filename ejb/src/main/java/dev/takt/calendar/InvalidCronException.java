package dev.takt.calendar;

/**
 * A cron expression that cannot be read, or that can never match. The message says what is wrong, and in which field:
 * {@code cron expression "0 25 * * *": hour: Value 25 not in range [0, 23]}.
 */
public final class InvalidCronException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidCronException(String expression, String problem) {
        super("cron expression \"" + expression + "\": " + problem);
    }
}
