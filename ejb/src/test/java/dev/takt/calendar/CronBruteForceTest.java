package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** CRON finds what trying every minute finds, above all where the clocks change. */
class CronBruteForceTest {
    private static final Instant FROM = Instant.parse("1975-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2045-01-01T00:00:00Z");

    record Place(ZoneId zone, Instant instant) {}

    @Property(tries = 1000)
    void fixedHoursAreFoundAroundEachChangeOfTheClocks(
            @ForAll("fixedHours") String expression,
            @ForAll("changes") Place change,
            @ForAll @IntRange(max = 3000) int minutesBefore) {
        agree(expression, change.zone(), change.instant().minus(Duration.ofMinutes(minutesBefore)), 4);
    }

    @Property(tries = 1000)
    void otherHoursAreFoundAroundEachChangeOfTheClocks(
            @ForAll("otherHours") String expression,
            @ForAll("changes") Place change,
            @ForAll @IntRange(max = 3000) int minutesBefore) {
        agree(expression, change.zone(), change.instant().minus(Duration.ofMinutes(minutesBefore)), 4);
    }

    @Property(tries = 200)
    void anyExpressionIsFoundAtAnyTime(
            @ForAll("any") String expression, @ForAll("anywhere") Place place, @ForAll @IntRange(max = 59) int second) {
        agree(expression, place.zone(), place.instant().plusSeconds(second), 45);
    }

    private static void agree(String expression, ZoneId zone, Instant after, int days) {
        Instant last = after.plus(Duration.ofDays(days));
        Recurrence cron = Recurrence.cron(expression, zone);

        List<Instant> found = new ArrayList<>();
        Optional<Slot> slot = cron.first(after);
        while (slot.isPresent() && !slot.get().at().isAfter(last)) {
            found.add(slot.get().at());
            slot = cron.next(slot.get());
        }

        assertEquals(new BruteForceCron(expression, zone).slots(after, last), found);
    }

    @Provide
    Arbitrary<String> fixedHours() {
        return CronFields.expressions(CronFields.fixedHours());
    }

    @Provide
    Arbitrary<String> otherHours() {
        return CronFields.expressions(CronFields.anyHours());
    }

    @Provide
    Arbitrary<String> any() {
        return CronFields.expressions();
    }

    @Provide
    Arbitrary<Place> changes() {
        List<ZoneId> changing =
                zones().stream().filter(zone -> !changes(zone).isEmpty()).toList();
        return Arbitraries.of(changing).flatMap(zone -> Arbitraries.of(changes(zone)));
    }

    @Provide
    Arbitrary<Place> anywhere() {
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(FROM.getEpochSecond(), TO.getEpochSecond())
                .map(Instant::ofEpochSecond);
        return Arbitraries.of(zones()).flatMap(zone -> instants.map(instant -> new Place(zone, instant)));
    }

    private static List<Place> changes(ZoneId zone) {
        List<Place> changes = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
        while (change != null && change.getInstant().isBefore(TO)) {
            changes.add(new Place(zone, change.getInstant()));
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }

    private static List<ZoneId> zones() {
        List<String> names = List.of(
                "Europe/Amsterdam",
                "America/New_York",
                "America/Nuuk",
                "America/Santiago",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "Asia/Kolkata",
                "UTC");
        return names.stream().map(ZoneId::of).toList();
    }
}
