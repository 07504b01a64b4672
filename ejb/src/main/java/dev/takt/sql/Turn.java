package dev.takt.sql;

import org.jspecify.annotations.Nullable;

/**
 * A turn in a schedule's fortune that its recorded outcomes brought: once per episode in the cluster, since it is read
 * under the schedule's lock.
 *
 * @param schedule its id
 * @param name its name, or null
 * @param func its function
 * @param kind what has changed
 * @param failuresInARow how many failures in a row there are now
 */
public record Turn(long schedule, @Nullable String name, String func, Kind kind, int failuresInARow) {
    /** What has changed. */
    public enum Kind {
        /** As many failures in a row as its failingAfter. */
        FAILING,
        /** The next success after it was failing or overdue. */
        RECOVERED
    }
}
