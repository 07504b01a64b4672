package dev.takt.cluster;

import org.jspecify.annotations.Nullable;

/**
 * An order that has reached the node it is for: a CDI event, fired in the transaction that deletes its row. An observer
 * that throws, or says {@link #again()}, gets it again with the next beat.
 */
public final class Signal {
    /** What is to be done. */
    public enum Kind {
        /** The subject is a task: it is to be cancelled. */
        CANCEL,
        /** The subject is a schedule: those of its tasks that have not started are to be withdrawn. */
        WITHDRAW
    }

    private final Kind kind;
    private final long subject;
    private final @Nullable String detail;
    private boolean again;

    Signal(Kind kind, long subject, @Nullable String detail) {
        this.kind = kind;
        this.subject = subject;
        this.detail = detail;
    }

    /**
     * What is to be done.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }

    /**
     * To what.
     *
     * @return the key of a task or a schedule, by the kind
     */
    public long subject() {
        return subject;
    }

    /**
     * Why.
     *
     * @return for people
     */
    public String reason() {
        return detail == null ? "cancelled" : detail;
    }

    /** It cannot be done just now: it is to come again with the next beat. */
    public void again() {
        again = true;
    }

    boolean isDone() {
        return !again;
    }
}
