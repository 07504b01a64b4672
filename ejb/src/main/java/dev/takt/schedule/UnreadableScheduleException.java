package dev.takt.schedule;

/** A schedule's row says something that cannot be read; the message begins with the field. */
public class UnreadableScheduleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableScheduleException(String message, Throwable cause) {
        super(message, cause);
    }
}
