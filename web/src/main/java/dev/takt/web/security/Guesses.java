package dev.takt.web.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords in a row for users of the server, who have no row of ours to count them in: in this node's memory, and of
 * so many names that whoever invents names cannot fill it.
 */
final class Guesses {
    private static final int MOST_NAMES = 10_000;

    private final Map<String, Guess> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guess> eldest) {
            return size() > MOST_NAMES;
        }
    };

    /**
     * Whether no password is right now.
     *
     * @param nanoTime of the node's clock
     */
    synchronized boolean isLockedOut(String name, long nanoTime) {
        Guess guess = latest.get(name);
        return guess != null && nanoTime - guess.since() < guess.lockedFor().toNanos();
    }

    /** Counts one more. */
    synchronized void wrong(String name, long nanoTime) {
        int failures = latest.getOrDefault(name, Guess.NONE).failures() + 1;
        latest.put(name, new Guess(failures, nanoTime, Lockout.after(failures).orElse(Duration.ZERO)));
    }

    /** Forgets those before. */
    synchronized void right(String name) {
        latest.remove(name);
    }

    synchronized int size() {
        return latest.size();
    }

    private record Guess(int failures, long since, Duration lockedFor) {
        static final Guess NONE = new Guess(0, 0, Duration.ZERO);
    }
}
