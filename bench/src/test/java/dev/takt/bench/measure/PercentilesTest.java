package dev.takt.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void nearestRankOfAHundred() {
        Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100));
        assertEquals(50, hundred.at(50));
        assertEquals(99, hundred.at(99));
        assertEquals(100, hundred.at(100));
        assertEquals(1, hundred.at(0.5));
    }

    @Test
    void theMedianOfThreeIsTheMiddleOne() {
        assertEquals(7, Percentiles.of(LongStream.of(9, 2, 7)).at(50));
    }

    @Test
    void thereIsNoPercentileOfNothing() {
        assertThrows(
                IllegalStateException.class,
                () -> Percentiles.of(LongStream.empty()).at(50));
    }
}
