package dev.takt.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void withoutDurationsThereIsNoPercentile() {
        assertEquals(Optional.empty(), histogram.percentile(0.5));
        assertEquals("0", histogram.toString());
    }

    @Test
    void aPercentileLiesInTheClassOfItsDuration() {
        for (int i = 0; i < 99; i++) {
            histogram.add(Duration.ofMillis(4));
        }
        histogram.add(Duration.ofSeconds(3));

        Duration median = histogram.percentile(0.5).orElseThrow();
        assertTrue(median.toMillis() >= 2 && median.toMillis() <= 5, median.toString());
        Duration worst = histogram.percentile(1).orElseThrow();
        assertEquals(Duration.ofSeconds(5), worst);
        assertTrue(histogram.percentile(0.99).orElseThrow().toMillis() <= 5);
    }

    @Test
    void aBoundBelongsToTheClassThatItEnds() {
        histogram.add(Duration.ofMillis(2));
        assertEquals("0,1", histogram.toString());
        histogram.add(Duration.ofMillis(2).plusNanos(1));
        assertEquals("0,1,1", histogram.toString());
        histogram.add(Duration.ofMillis(-3)); // a clock that is a little off
        histogram.add(Duration.ZERO);
        assertEquals("2,1,1", histogram.toString());
    }

    @Test
    void whatIsLongerThanAllClassesIsTheLast() {
        histogram.add(Duration.ofDays(3));

        assertEquals(Duration.ofSeconds(5000), histogram.percentile(0.5).orElseThrow());
        assertEquals(histogram.toString(), Histogram.of(histogram.toString()).toString());
    }

    @Test
    void histogramsAddUp() {
        histogram.add(Duration.ofMillis(1));
        histogram.add(Histogram.of("1,0,4"));

        assertEquals("2,0,4", histogram.toString());
    }

    @Test
    void whatIsNoHistogramCountsNothing() {
        for (String text : new String[] {null, "", "1,,2", "-1", "many", "1;2"}) {
            assertEquals("0", Histogram.of(text).toString(), text);
        }
    }
}
