package dev.takt.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Instant NOW = Instant.parse("2027-01-31T18:00:00Z");

    @Test
    void aSlotIsToComeOrDue() {
        assertEquals("in 1 h 30 min", relative(Duration.ofMinutes(90)));
        assertEquals("within a minute", relative(Duration.ofSeconds(59)));
        assertEquals("just now", relative(Duration.ofSeconds(-59)));
        assertEquals("due 2 d 3 h ago", relative(Duration.ofHours(-51).minusMinutes(20)));
    }

    private static String relative(Duration fromNow) {
        return new Wording().relative(NOW, NOW.plus(fromNow));
    }
}
