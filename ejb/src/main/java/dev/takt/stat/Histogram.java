package dev.takt.stat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts durations in classes whose bounds grow as 1, 2, 5, 10 ms and so on, so that any number of them can be added up. */
final class Histogram {
    private static final int DECADES = 7;
    private static final int[] STEPS = {1, 2, 5};

    /** A day has many of them. */
    private static final Pattern COUNTS = Pattern.compile("\\d{1,18}(,\\d{1,18})*");

    /** In milliseconds; what is longer than the last is a class of its own. */
    private static final long[] BOUNDS = bounds();

    private final long[] counts = new long[BOUNDS.length + 1];

    private static long[] bounds() {
        long[] bounds = new long[DECADES * STEPS.length];
        long decade = 1;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = decade * STEPS[i % STEPS.length];
            decade *= i % STEPS.length == STEPS.length - 1 ? 10 : 1;
        }
        return bounds;
    }

    /** As {@link #toString} writes it; what else somebody wrote by hand counts nothing. */
    static Histogram of(@Nullable String text) {
        Histogram histogram = new Histogram();
        if (text != null && COUNTS.matcher(text).matches()) {
            String[] counts = text.split(",", -1);
            for (int i = 0; i < Math.min(counts.length, histogram.counts.length); i++) {
                histogram.counts[i] = Long.parseLong(counts[i]);
            }
        }
        return histogram;
    }

    void add(Duration duration) {
        counts[classOf(duration)]++;
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /**
     * What so much of the durations do not exceed.
     *
     * @param share 0 to 1
     * @return interpolated within its class, so as good as the class is narrow; empty if there are none
     */
    Optional<Duration> percentile(double share) {
        long total = Arrays.stream(counts).sum();
        long rank = Math.max(1, (long) Math.ceil(share * total));
        for (int i = 0; total > 0 && i < counts.length; i++) {
            if (rank <= counts[i]) {
                return Optional.of(within(i, (double) rank / counts[i]));
            }
            rank -= counts[i];
        }
        return Optional.empty();
    }

    private static int classOf(Duration duration) {
        int found = Arrays.binarySearch(BOUNDS, millisRoundedUp(duration));
        return found >= 0 ? found : -found - 1;
    }

    private static long millisRoundedUp(Duration duration) {
        return duration.isNegative() ? 0 : duration.plusNanos(999_999).toMillis();
    }

    private static Duration within(int number, double share) {
        long lower = number == 0 ? 0 : BOUNDS[number - 1];
        long upper = number == BOUNDS.length ? lower : BOUNDS[number];
        return Duration.ofNanos((long) ((lower + share * (upper - lower)) * 1_000_000));
    }

    /** The counts, as far as there are any. */
    @Override
    public String toString() {
        int last = counts.length - 1;
        while (last > 0 && counts[last] == 0) {
            last--;
        }
        return Arrays.stream(counts, 0, last + 1).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
