package dev.takt.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.calendar.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An hourly schedule stands at 12:00 with 5 runs left, when somebody sends an edit with another nextRun and repeats. */
class EchoTest {
    private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");
    private static final Recurrence HOURLY = Recurrence.every(Duration.ofHours(1));
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void whatWasReadBeforeItsRunsIsRecognised() {
        Echo echo = new Echo(HOURLY, NOON, 5, true);

        assertEquals(OptionalLong.of(1), echo.of(hours(-1), 6));
        assertEquals(OptionalLong.of(3), echo.of(hours(-3), 8));
    }

    @Test
    void slotsThatWereSkippedTookNoRepeats() {
        assertEquals(OptionalLong.of(2), new Echo(HOURLY, NOON, 5, true).of(hours(-3), 7));
    }

    @Test
    void moreRunsThanThereWereSlotsWereNeverRead() {
        assertEquals(NONE, new Echo(HOURLY, NOON, 5, true).of(hours(-3), 9));
    }

    @Test
    void repeatsThatAreTheSameOrLessWereNotReadBeforeARun() {
        Echo echo = new Echo(HOURLY, NOON, 5, true);

        assertEquals(NONE, echo.of(hours(-1), 5));
        assertEquals(NONE, echo.of(hours(-1), 4));
    }

    @Test
    void anInstantThatItsStepsDoNotLeadFromIsNew() {
        Echo echo = new Echo(HOURLY, NOON, 5, true);

        assertEquals(NONE, echo.of(NOON.minusSeconds(1800), 6));
        assertEquals(NONE, echo.of(NOON, 6));
        assertEquals(NONE, echo.of(hours(1), 6));
    }

    @Test
    void whatHasNeverRunCannotHaveBeenReadBefore() {
        assertEquals(NONE, new Echo(HOURLY, NOON, 5, false).of(hours(-1), 6));
    }

    @Test
    void onceThatRanStandsWhereItStood() {
        Echo ran = new Echo(Recurrence.once(), NOON, 0, true);

        assertEquals(OptionalLong.of(4), ran.of(NOON, 4));
        assertEquals(NONE, ran.of(hours(-1), 4), "another instant");
        assertEquals(NONE, new Echo(Recurrence.once(), NOON, 1, true).of(NOON, 4), "it is yet to run");
        assertEquals(NONE, new Echo(HOURLY, NOON, 0, true).of(NOON, 4), "it would have moved on");
    }

    private static Instant hours(int after) {
        return NOON.plus(Duration.ofHours(after));
    }
}
