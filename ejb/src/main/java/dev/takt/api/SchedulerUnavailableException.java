package dev.takt.api;

/** The scheduler has not started on this node (no database, a refused configuration); the message says why. */
public class SchedulerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message for the operator
     */
    public SchedulerUnavailableException(String message) {
        super(message);
    }
}
