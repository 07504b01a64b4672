package dev.takt.bench.measure;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Percentiles of a set of figures, by the nearest rank. */
public final class Percentiles {
    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Sorts.
     *
     * @param figures in any order
     * @return their percentiles
     */
    public static Percentiles of(LongStream figures) {
        long[] all = figures.toArray();
        Arrays.sort(all);
        return new Percentiles(all);
    }

    /**
     * The smallest figure that so many percent of all do not exceed.
     *
     * @param percent above 0, up to 100
     * @return the figure
     * @throws IllegalStateException if there are none
     */
    public long at(double percent) {
        if (sorted.length == 0) {
            throw new IllegalStateException("There are no figures");
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    /**
     * How many figures there are.
     *
     * @return 0 or more
     */
    public int count() {
        return sorted.length;
    }
}
