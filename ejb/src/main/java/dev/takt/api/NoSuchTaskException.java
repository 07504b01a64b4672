package dev.takt.api;

import jakarta.ejb.ApplicationException;

/** There is no task of that id: there never was, or it is kept no longer. It does not roll back the caller's transaction. */
@ApplicationException(rollback = false)
public class NoSuchTaskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long id;

    /**
     * Names the id.
     *
     * @param id what was asked for
     */
    public NoSuchTaskException(TaskId id) {
        super("There is no task " + id);
        this.id = id.value();
    }

    /**
     * Which task there is not.
     *
     * @return as it was asked for
     */
    public TaskId id() {
        return new TaskId(id);
    }
}
