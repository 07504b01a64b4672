package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What has happened on this node since its start, counted for monitoring. */
@ApplicationScoped
@Unproxied
public class Tallies {
    private final Map<Tally, LongAdder> sums = new EnumMap<>(Tally.class);

    /** Nothing has happened yet. */
    public Tallies() {
        for (Tally tally : Tally.values()) {
            sums.put(tally, new LongAdder());
        }
    }

    /** What is counted. */
    public enum Tally {
        /** Claims made, whatever they brought. */
        CLAIMS,
        /** Tasks that claims have brought. */
        CLAIMED_TASKS,
        /** Outcomes dropped, and runs left out, since the task was no longer this node's. */
        FENCED_OUTCOMES,
        /** Tasks taken over from nodes that were lost. */
        TAKEN_OVER_TASKS,
        /** Nodes that this one has declared dead. */
        NODES_DECLARED_DEAD,
        /** How often this node was declared dead by another. */
        REJOINS,
        /** Workers that the executor has refused. */
        REFUSED_WORKERS
    }

    /**
     * Counts.
     *
     * @param tally what has happened
     * @param times how often
     */
    public void add(Tally tally, long times) {
        of(tally).add(times);
    }

    /**
     * How often it has happened.
     *
     * @param tally what
     * @return since the start
     */
    public long sum(Tally tally) {
        return of(tally).sum();
    }

    private LongAdder of(Tally tally) {
        return Objects.requireNonNull(sums.get(tally));
    }
}
