package dev.takt.calendar;

import static dev.takt.calendar.Slots.AMSTERDAM;
import static dev.takt.calendar.Slots.UTC;
import static dev.takt.calendar.Slots.local;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of a slot. */
class RemarkTest {
    @Test
    void aSlotMovedOverAGapSaysWhatItStandsFor() {
        for (Recurrence nightly : List.of(Recurrence.daily(AMSTERDAM), Recurrence.cron("30 2 * * *", AMSTERDAM))) {
            assertEquals(
                    List.of("", "02:30 does not exist on 2024-03-31, when clocks go forward", ""),
                    remarks(nightly, local("2024-03-30T02:30", AMSTERDAM), 3));
        }
    }

    @Test
    void ofATimeThatHappensTwiceItIsSaidWhichOneItIs() {
        assertEquals(
                List.of(
                        "",
                        "02:30 happens twice on 2024-10-27, when clocks go back: this is the first",
                        "02:30 happens twice on 2024-10-27, when clocks go back: this is the second",
                        ""),
                remarks(Recurrence.cron("30 * * * *", AMSTERDAM), slot("2024-10-26T23:30:00Z"), 4));
    }

    @Test
    void theVeryInstantOfTheChangeIsTheSecond() {
        assertEquals(
                List.of(
                        "02:00 happens twice on 2024-10-27, when clocks go back: this is the first",
                        "02:00 happens twice on 2024-10-27, when clocks go back: this is the second"),
                remarks(Recurrence.cron("0 * * * *", AMSTERDAM), slot("2024-10-27T00:00:00Z"), 2));
    }

    @Test
    void aMonthTooShortForItsDayIsNamedAndSoIsTheDayFromThereOn() {
        assertEquals(
                List.of("", "February 2023 has no day 31: its last day, and day 28 from here on", "", ""),
                remarks(Recurrence.monthly(UTC, null), slot("2023-01-31T10:00:00Z"), 4));
    }

    @Test
    void aKeptDayIsMissedOnlyWhereTheMonthIsTooShort() {
        assertEquals(
                List.of("", "February 2023 has no day 31: its last day", "", "April 2023 has no day 31: its last day"),
                remarks(Recurrence.monthly(UTC, 31), slot("2023-01-31T10:00:00Z"), 4));
        assertEquals(
                List.of("February 2023 has no day 31: its last day"),
                remarks(Recurrence.monthly(UTC, 31), slot("2023-02-28T10:00:00Z"), 1));
    }

    @Test
    void aMonthsLastDayThatIsTheWantedOneNeedsNoRemark() {
        assertEquals(List.of(""), remarks(Recurrence.monthly(UTC, 30), slot("2023-04-30T10:00:00Z"), 1));
    }

    @Test
    void dayTypesHaveNothingToSayOfMonths() {
        assertEquals(List.of("", ""), remarks(Recurrence.daily(UTC), slot("2023-01-31T10:00:00Z"), 2));
        assertEquals(List.of("", ""), remarks(Recurrence.weekly(UTC), slot("2023-02-22T10:00:00Z"), 2));
    }

    @Test
    void aShortMonthAndAChangeOfClocksAreBothTold() {
        ZoneId cairo = ZoneId.of("Africa/Cairo"); // on 2010-04-30 its clocks went forward at midnight
        Recurrence monthly = Recurrence.monthly(cairo, 31);
        Slot april = monthly.next(local("2010-03-31T00:30", cairo)).orElseThrow();

        assertEquals(
                List.of("April 2010 has no day 31: its last day; 00:30 does not exist on 2010-04-30,"
                        + " when clocks go forward"),
                remarks(monthly, april, 1));
    }

    @Test
    void exactDurationsNeedNoRemark() {
        assertEquals(List.of(""), remarks(Recurrence.once(), slot("2024-03-31T01:30:00Z"), 1));
    }

    private static List<String> remarks(Recurrence recurrence, Slot first, int n) {
        List<String> remarks = new ArrayList<>();
        Slot before = null;
        for (Slot slot : recurrence.preview(first, n)) {
            remarks.add(recurrence.remark(before, slot).orElse(""));
            before = slot;
        }
        return remarks;
    }
}
