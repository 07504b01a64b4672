package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RepeatsTest {

    @Test
    void positiveRepeatsCountDownToTheEnd() {
        assertEquals(new Repeats(0), new Repeats(2).after(2));
        assertTrue(new Repeats(0).finished());
        assertFalse(new Repeats(1).finished());
    }

    @Test
    void negativeRepeatsKeepCountingDownWithoutEnd() {
        assertEquals(new Repeats(-4), new Repeats(-1).after(3));
        assertTrue(new Repeats(-4).endless());
        assertFalse(new Repeats(-4).finished());
    }

    @Test
    void positiveRepeatsLimitTheRuns() {
        assertEquals(2, new Repeats(2).atMost(10));
        assertEquals(10, new Repeats(Long.MAX_VALUE).atMost(10));
        assertEquals(10, new Repeats(-1).atMost(10));
        assertEquals(0, new Repeats(0).atMost(10));
    }
}
