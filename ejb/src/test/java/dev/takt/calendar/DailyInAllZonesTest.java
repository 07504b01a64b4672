package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every try goes through all zones of the JDK, ten years each. */
class DailyInAllZonesTest {

    @Property(tries = 8)
    void aDailyScheduleHasOneSlotOnEachDateThatExists(
            @ForAll("dates") LocalDate start, @ForAll @IntRange(max = 86_399) int secondOfDay) {
        inAllZones(start.atTime(LocalTime.ofSecondOfDay(secondOfDay)));
    }

    @Example
    void theDateThatSamoaLeftOutIsAmongThem() {
        inAllZones(LocalDateTime.parse("2005-06-01T02:30"));
    }

    private static void inAllZones(LocalDateTime start) {
        for (String zone : ZoneId.getAvailableZoneIds()) {
            tenYears(start.atZone(ZoneId.of(zone)));
        }
    }

    private static void tenYears(ZonedDateTime start) {
        ZoneId zone = start.getZone();
        LocalDate end = start.toLocalDate().plusYears(10);
        Recurrence daily = Recurrence.daily(zone);

        List<LocalDate> dates = new ArrayList<>();
        Slot slot = Slot.at(start.toInstant());
        LocalDateTime local = start.toLocalDateTime();
        while (local.toLocalDate().isBefore(end)) {
            dates.add(local.toLocalDate());
            slot = daily.next(slot).orElseThrow();
            local = standsFor(slot, zone);
            assertEquals(start.toLocalTime(), local.toLocalTime(), () -> "wall-clock time in " + zone);
        }

        assertEquals(existingDates(start.toLocalDate(), end, zone), dates, () -> "dates in " + zone);
    }

    /** What a slot says that it stands for must be inside a gap; otherwise it is simply where it is. */
    private static LocalDateTime standsFor(Slot slot, ZoneId zone) {
        LocalDateTime movedFrom = slot.movedFrom();
        if (movedFrom == null) {
            return LocalDateTime.ofInstant(slot.at(), zone);
        }
        assertTrue(zone.getRules().getValidOffsets(movedFrom).isEmpty(), () -> movedFrom + " exists in " + zone);
        assertEquals(movedFrom.atZone(zone).toInstant(), slot.at());
        return movedFrom;
    }

    private static List<LocalDate> existingDates(LocalDate start, LocalDate end, ZoneId zone) {
        return start.datesUntil(end)
                .filter(date -> date.atStartOfDay(zone).toLocalDate().equals(date))
                .toList();
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        long from = LocalDate.of(1880, 1, 1).toEpochDay();
        long to = LocalDate.of(2040, 1, 1).toEpochDay();
        return Arbitraries.longs().between(from, to).map(LocalDate::ofEpochDay);
    }
}
