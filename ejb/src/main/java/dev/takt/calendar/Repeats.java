package dev.takt.calendar;

/**
 * How many runs a schedule has left (semantics, sections 2 and 5).
 *
 * @param left n &gt; 0: n runs; 0: none; negative: no end (and keeps counting down: -1, -2, -3)
 */
public record Repeats(long left) {

    /**
     * Whether no run is left.
     *
     * @return true at 0
     */
    public boolean finished() {
        return left == 0;
    }

    /**
     * Whether the runs never end.
     *
     * @return true below 0
     */
    public boolean endless() {
        return left < 0;
    }

    /**
     * How many of some runs there may be.
     *
     * @param runs wanted, 0 or more
     * @return as many as are left, at most those wanted
     */
    public int atMost(int runs) {
        return endless() ? runs : (int) Math.min(runs, left);
    }

    /**
     * What is left after some runs.
     *
     * @param runs how many, at most {@link #atMost}
     * @return the repeats, counted down by them
     */
    public Repeats after(int runs) {
        return new Repeats(left - runs);
    }
}
