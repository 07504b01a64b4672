package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What time the database has, estimated from its last answer and the time since then: good to a few milliseconds, enough
 * to count and to show, and never asked for what is due.
 */
@ApplicationScoped
@Unproxied
public class DatabaseTime {
    private final NodeClock clock;
    private volatile @Nullable Known known;

    private record Known(long nanoTime, Instant instant) {}

    @Inject
    DatabaseTime(NodeClock clock) {
        this.clock = clock;
    }

    /**
     * The database has said what time it is.
     *
     * @param instant its time
     * @param nanoTime this node's count at that time
     */
    public void learn(Instant instant, long nanoTime) {
        known = new Known(nanoTime, instant);
    }

    /**
     * What time it is.
     *
     * @return empty before the first answer
     */
    public Optional<Instant> now() {
        return at(clock.nanoTime());
    }

    /**
     * What time it was.
     *
     * @param nanoTime this node's count at that time
     * @return empty before the first answer
     */
    public Optional<Instant> at(long nanoTime) {
        Known last = known;
        return last == null ? Optional.empty() : Optional.of(last.instant().plusNanos(nanoTime - last.nanoTime()));
    }
}
