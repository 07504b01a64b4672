package dev.takt.sql;

/** How a task leaves a node without having ended. */
public final class HandOver {
    /**
     * What its row says then: it waits for any node, nothing of the old claim counts any more, and it is not known to have started.
     * When it may run again is said beside it.
     */
    public static final String WAITS_AGAIN = "node = NULL, state = 'WAITING', fence = fence + 1, started_mark = 0";

    private HandOver() {}
}
