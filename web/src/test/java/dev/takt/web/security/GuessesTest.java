package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final long START = 1_000;

    private final Guesses guesses = new Guesses();

    @Test
    void afterTheFifthWrongPasswordNoneIsRightForAMinute() {
        wrong("ada", 4);
        assertFalse(guesses.isLockedOut("ada", START));
        wrong("ada", 1);

        assertTrue(guesses.isLockedOut("ada", after(59)));
        assertFalse(guesses.isLockedOut("ada", after(61)));
        assertFalse(guesses.isLockedOut("bob", START));
    }

    @Test
    void theTenthLocksOutForTwiceAsLong() {
        wrong("ada", 10);

        assertTrue(guesses.isLockedOut("ada", after(119)));
        assertFalse(guesses.isLockedOut("ada", after(121)));
    }

    @Test
    void theRightPasswordIsANewStart() {
        wrong("ada", 4);
        guesses.right("ada");
        wrong("ada", 4);

        assertFalse(guesses.isLockedOut("ada", START));
    }

    @Test
    void whoInventsNamesFillsNoMemoryAndFreesOnlyWhoWasLockedOutLongAgo() {
        wrong("ada", 5);
        for (int i = 0; i < 9_999; i++) {
            wrong("invented " + i, 1);
        }
        assertTrue(guesses.isLockedOut("ada", START));

        wrong("one more", 1);
        wrong("and one more", 1);
        assertTrue(guesses.size() <= 10_000);
    }

    private void wrong(String name, int times) {
        for (int i = 0; i < times; i++) {
            guesses.wrong(name, START);
        }
    }

    private static long after(long seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }
}
