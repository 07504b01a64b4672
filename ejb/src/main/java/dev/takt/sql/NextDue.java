package dev.takt.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When something is due next that a node may claim.
 *
 * @param slot how long until the earliest slot is due, negative if it has been due for a while; null for none
 * @param task the same of waiting tasks
 * @param asOf the database's time of the answer; null for none
 */
public record NextDue(
        @Nullable Duration slot,
        @Nullable Duration task,
        @Nullable Instant asOf) {
    /** There may be more of both. */
    public static final NextDue AT_ONCE = new NextDue(Duration.ZERO, Duration.ZERO, null);

    /**
     * The earlier one.
     *
     * @return empty if nothing is planned
     */
    public Optional<Duration> first() {
        return Stream.of(Optional.ofNullable(slot), Optional.ofNullable(task))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /**
     * When that is, by the database's clock.
     *
     * @return empty if nothing is planned
     */
    public Optional<Instant> firstAt() {
        return asOf == null ? Optional.empty() : first().map(asOf::plus);
    }

    /**
     * Whether a waiting task is due not long after that.
     *
     * @param soon how long
     * @return false if there is none
     */
    public boolean isTaskWithin(Duration soon) {
        return task != null && task.minus(first().orElse(task)).compareTo(soon) <= 0;
    }
}
