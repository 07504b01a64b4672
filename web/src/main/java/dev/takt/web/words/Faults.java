package dev.takt.web.words;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What somebody outside is told of an exception, at REST and by other applications alike. */
public final class Faults {
    private static final int LONGEST = 100;

    private Faults() {}

    /**
     * The exception and its causes: the container wraps what ends a transaction.
     *
     * @param thrown by the scheduler
     * @return itself first; not for ever, should it be among its own causes
     */
    public static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(LONGEST);
    }

    /**
     * A number for a defect, which the caller is told instead of what it was.
     *
     * @return to be logged with it
     */
    public static String number() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
