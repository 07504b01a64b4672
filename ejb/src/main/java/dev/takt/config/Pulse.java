package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** When this node has looked for work last, without being refused. */
@ApplicationScoped
@Unproxied
public class Pulse {
    private final NodeClock clock;
    private volatile long last;

    /**
     * It has never looked yet.
     *
     * @param clock measures the silence
     */
    @Inject
    public Pulse(NodeClock clock) {
        this.clock = clock;
        this.last = clock.nanoTime();
    }

    /** It has just looked. */
    public void beat() {
        last = clock.nanoTime();
    }

    /**
     * How long ago that was.
     *
     * @return since the start, if it never has
     */
    public Duration silence() {
        return clock.since(last);
    }
}
