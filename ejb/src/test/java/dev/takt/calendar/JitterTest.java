package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

    @Property
    void aStartIsNeverBeforeItsSlotNorLaterThanTheJitter(
            @ForAll long schedule,
            @ForAll @LongRange(min = -1_000_000_000, max = 4_000_000_000L) long second,
            @ForAll @LongRange(min = 0, max = 86_400_000_000L) long micros) {
        Instant slot = Instant.ofEpochSecond(second);
        Jitter jitter = new Jitter(Duration.ofNanos(micros * 1000));

        Instant start = jitter.startOf(schedule, slot);

        assertFalse(start.isBefore(slot));
        assertFalse(start.isAfter(slot.plus(jitter.most())));
        assertEquals(start, jitter.startOf(schedule, slot));
    }

    @Test
    void withoutJitterASlotStartsAtItself() {
        assertEquals(MIDNIGHT, new Jitter(Duration.ZERO).startOf(1, MIDNIGHT));
    }

    @Test
    void schedulesAreSpreadEvenly() {
        Jitter jitter = new Jitter(Duration.ofMinutes(10));
        long[] perMinute = new long[10];
        LongStream.range(0, 10_000)
                .forEach(schedule -> perMinute[
                        (int) Math.min(
                                9,
                                Duration.between(MIDNIGHT, jitter.startOf(schedule, MIDNIGHT))
                                        .toMinutes())]++);

        for (long count : perMinute) {
            assertTrue(count > 850 && count < 1150, "about 1000 in each minute, was " + count);
        }
    }

    @Test
    void bothEndsAreReached() {
        Jitter jitter = new Jitter(Duration.ofNanos(1000));
        long[] starts = LongStream.range(0, 100)
                .map(schedule -> jitter.startOf(schedule, MIDNIGHT).getNano())
                .distinct()
                .sorted()
                .toArray();

        assertEquals(2, starts.length);
        assertEquals(1000, starts[1]);
    }

    @Test
    void everyNodeAndReleaseFindsTheSameStart() {
        Jitter jitter = new Jitter(Duration.ofHours(1));

        assertEquals(Instant.parse("2026-11-23T00:17:44.649578Z"), jitter.startOf(1, MIDNIGHT));
        assertEquals(Instant.parse("2026-11-23T00:25:49.844103Z"), jitter.startOf(42, MIDNIGHT));
        assertEquals(
                Instant.parse("1970-01-01T00:05:40.677968Z"),
                jitter.startOf(42, Instant.parse("1969-12-31T23:59:59.999999Z")));
    }

    @Test
    void aNegativeJitterIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Jitter(Duration.ofNanos(-1)));
    }
}
