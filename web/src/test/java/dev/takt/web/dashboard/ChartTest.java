package dev.takt.web.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.RunStats;
import dev.takt.web.words.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant FROM = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void aSingleStretchWithRunsIsALineAndNoInvisiblePoint() {
        Chart chart = new Chart(List.of(stats(null, null), stats(10, 40)), new Wording());

        assertEquals("300.0,90.0 600.0,90.0", chart.getMedians());
        assertEquals("300.0,0.0 600.0,0.0", chart.getWorst());
    }

    @Test
    void withoutRunsThereIsNoLine() {
        assertEquals("", new Chart(List.of(stats(null, null)), new Wording()).getMedians());
    }

    @Test
    void whatFailedStandsOnWhatSucceededAndWhatIsNothingIsNotDrawn() {
        RunStats none = new RunStats(FROM, Duration.ofMinutes(1), 0, 0, 0, null, null, null, null);
        RunStats some = new RunStats(FROM, Duration.ofMinutes(1), 2, 1, 1, null, null, null, null);
        Chart chart = new Chart(List.of(none, some), new Wording());

        assertEquals("M330.0 60.0h240.0v60.0h-240.0z", chart.getGood());
        assertEquals("M330.0 0.0h240.0v60.0h-240.0z", chart.getBad());
    }

    private static RunStats stats(@Nullable Integer p50, @Nullable Integer p99) {
        return new RunStats(FROM, Duration.ofMinutes(1), 1, 0, 0, millis(p50), millis(p99), null, null);
    }

    private static @Nullable Duration millis(@Nullable Integer millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
