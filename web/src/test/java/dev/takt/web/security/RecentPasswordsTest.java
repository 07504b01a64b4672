package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentPasswordsTest {
    private final RecentPasswords recent = new RecentPasswords();

    @Test
    void aPasswordThatWasRightIsKnown() {
        recent.remember("ann", "secret", "hash");
        assertTrue(recent.knows("ann", "secret", "hash"));
    }

    @Test
    void anotherPasswordUserOrHashIsNotKnown() {
        recent.remember("ann", "secret", "hash");
        assertFalse(recent.knows("ann", "other", "hash"));
        assertFalse(recent.knows("bob", "secret", "hash"));
        assertFalse(recent.knows("ann", "secret", "newer hash"));
    }

    @Test
    void theBorderBetweenPasswordAndHashCounts() {
        recent.remember("ann", "secret", "hash");
        assertFalse(recent.knows("ann", "secre", "thash"));
    }
}
