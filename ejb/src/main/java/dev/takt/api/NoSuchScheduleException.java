package dev.takt.api;

import jakarta.ejb.ApplicationException;

/** There is no schedule of that id. It does not roll back the caller's transaction. */
@ApplicationException(rollback = false)
public class NoSuchScheduleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long id;

    /**
     * Names the id.
     *
     * @param id what was asked for
     */
    public NoSuchScheduleException(long id) {
        super("There is no schedule " + id);
        this.id = id;
    }

    /**
     * Which schedule there is not.
     *
     * @return as it was asked for
     */
    public long id() {
        return id;
    }
}
