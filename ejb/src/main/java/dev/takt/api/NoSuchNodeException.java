package dev.takt.api;

import jakarta.ejb.ApplicationException;

/** There is no node with that id: it has left the cluster, or was declared dead. */
@ApplicationException(rollback = false)
public class NoSuchNodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long id;

    /**
     * Names the node.
     *
     * @param id that no node has
     */
    public NoSuchNodeException(long id) {
        super("There is no node " + id);
        this.id = id;
    }

    /**
     * Which node there is not.
     *
     * @return as it was asked for
     */
    public long id() {
        return id;
    }
}
