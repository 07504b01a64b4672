package dev.takt.web.security;

import java.time.Duration;
import java.util.Optional;

/** How long a user is locked out after wrong passwords: after every fifth in a row, each time twice as long. */
final class Lockout {
    static final int FAILURES = 5;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int LONGEST_DOUBLINGS = 6;

    private Lockout() {}

    /**
     * What follows if wrong passwords came in at once, so that whoever counts may have passed over the fifth.
     *
     * @param before failures in a row before this one, as they were read
     * @param now failures in a row by now
     * @return as of the last fifth that lies between
     */
    static Optional<Duration> between(int before, int now) {
        int last = now - now % FAILURES;
        return last > before ? after(last) : Optional.empty();
    }

    /**
     * What follows from a wrong password.
     *
     * @param failures in a row, with this one
     * @return a minute to about an hour, or empty if there is another try
     */
    static Optional<Duration> after(int failures) {
        if (failures % FAILURES != 0) {
            return Optional.empty();
        }
        int doublings = Math.min(failures / FAILURES - 1, LONGEST_DOUBLINGS);
        return Optional.of(FIRST.multipliedBy(1L << doublings));
    }
}
