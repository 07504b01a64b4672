package dev.takt.web.dashboard;

import dev.takt.config.NodeClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was answered within the last two seconds, by all that the answer depends on. */
@ApplicationScoped
class RecentAnswers {
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** What is asked comes from outside: more of it is not kept. */
    static final int MOST = 50;

    /**
     * What an answer depends on.
     *
     * @param query of the address
     * @param role of who asks
     * @param zone in which times are shown
     * @param languages that are accepted
     */
    record Question(String query, String role, String zone, String languages) {}

    /**
     * What is sent.
     *
     * @param contentType with the encoding
     * @param body its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(String contentType, byte[] body) {}

    private record Kept(Answer answer, long since) {}

    private final NodeClock clock;
    private final Map<Question, Kept> kept = new ConcurrentHashMap<>();

    /** For the container's proxies only. */
    protected RecentAnswers() {
        this(new NodeClock());
    }

    @Inject
    RecentAnswers(NodeClock clock) {
        this.clock = clock;
    }

    Optional<Answer> to(Question question) {
        return Optional.ofNullable(kept.get(question)).filter(this::isFresh).map(Kept::answer);
    }

    void keep(Question question, Answer answer) {
        kept.values().removeIf(old -> !isFresh(old));
        if (kept.size() < MOST) {
            kept.put(question, new Kept(answer, clock.nanoTime()));
        }
    }

    private boolean isFresh(Kept one) {
        return clock.since(one.since()).compareTo(FRESH) < 0;
    }
}
