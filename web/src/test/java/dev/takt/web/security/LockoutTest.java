package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockoutTest {
    @Test
    void fourWrongPasswordsLeaveAnotherTry() {
        for (int failures = 1; failures <= 4; failures++) {
            assertEquals(Optional.empty(), Lockout.after(failures));
        }
    }

    @Test
    void whoGuessesManyAtOnceDoesNotPassOverTheFifth() {
        assertEquals(Optional.empty(), Lockout.between(0, 4));
        assertEquals(Optional.of(Duration.ofMinutes(1)), Lockout.between(4, 5));
        assertEquals(Optional.of(Duration.ofMinutes(1)), Lockout.between(3, 7));
        assertEquals(Optional.empty(), Lockout.between(5, 9));
        assertEquals(Optional.of(Duration.ofMinutes(2)), Lockout.between(2, 11));
    }

    @Test
    void everyFifthLocksTwiceAsLong() {
        assertEquals(Optional.of(Duration.ofMinutes(1)), Lockout.after(5));
        assertEquals(Optional.empty(), Lockout.after(6));
        assertEquals(Optional.of(Duration.ofMinutes(2)), Lockout.after(10));
        assertEquals(Optional.of(Duration.ofMinutes(64)), Lockout.after(35));
        assertEquals(Optional.of(Duration.ofMinutes(64)), Lockout.after(5000));
    }
}
