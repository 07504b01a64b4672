package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every recurrence, zone and instant. */
class RecurrencePropertiesTest {

    @Property
    void theNextSlotIsLaterThanTheSlot(
            @ForAll("recurrences") Recurrence recurrence, @ForAll("instants") Instant start) {
        Slot slot = Slot.at(start);
        for (Slot next : recurrence.preview(slot, 50).subList(1, 50)) {
            assertTrue(next.at().isAfter(slot.at()), () -> next + " follows an earlier one");
            slot = next;
        }
    }

    @Property
    void steppingNTimesEqualsPreviewingN(
            @ForAll("recurrences") Recurrence recurrence,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(max = 40) int n) {
        assertEquals(steps(recurrence, start, n), recurrence.preview(Slot.at(start), n));
    }

    @Property
    void theFirstSlotAfterAnInstantIsTheOneThatSteppingReaches(
            @ForAll("recurrences") Recurrence recurrence,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(min = 1, max = 150) int n,
            @ForAll @IntRange(min = -1, max = 1) int nanos) {
        List<Slot> slots = steps(recurrence, start, n + 2);
        Instant instant = slots.get(n - 1).at().plusNanos(nanos);

        Slot expected = slots.stream()
                .filter(slot -> slot.at().isAfter(instant))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(expected), recurrence.firstAfter(Slot.at(start), instant));
    }

    @Property
    void slotsAreCountedUpToAnInstantIncluded(
            @ForAll("recurrences") Recurrence recurrence,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(min = 1, max = 100) int n) {
        Instant last = steps(recurrence, start, n).get(n - 1).at();

        assertEquals(n, recurrence.count(Slot.at(start), last));
        assertEquals(n - 1, recurrence.count(Slot.at(start), last.minusNanos(1)));
    }

    @Property
    void theNewestSlotsUpToTheLimitRunAndTheOthersAreSkipped(
            @ForAll("recurrences") Recurrence recurrence,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(min = 2, max = 100) int missed,
            @ForAll @IntRange(min = 1, max = 99) int limit) {
        List<Slot> slots = steps(recurrence, start, missed + 1);
        int surplus = Math.max(0, missed - limit);
        DueRules rules = new DueRules(recurrence, null, true, limit, null);

        DuePlan plan = MissedSlots.plan(
                new Position(Slot.at(start), -1), slots.get(missed).at().minusNanos(1), rules, missed);

        assertEquals(slots.subList(surplus, missed), plan.run());
        assertEquals(
                surplus, plan.skipped().stream().mapToLong(SkippedSlots::count).sum());
        assertEquals(slots.get(missed), plan.after().next());
    }

    @Property
    void oneRunAtATimeEndsWhereAllAtOnceEnds(
            @ForAll("recurrences") Recurrence recurrence,
            @ForAll("instants") Instant start,
            @ForAll @IntRange(min = 1, max = 30) int missed,
            @ForAll @IntRange(min = -3, max = 40) int repeats,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        Instant now = steps(recurrence, start, missed).get(missed - 1).at();
        DueRules rules = new DueRules(recurrence, null, true, limit, null);
        Position position = new Position(Slot.at(start), repeats);
        DuePlan atOnce = MissedSlots.plan(position, now, rules, 100);

        List<Slot> runs = new ArrayList<>();
        while (position.isDue(now, rules)) {
            DuePlan one = MissedSlots.plan(position, now, rules, 1);
            runs.addAll(one.run());
            position = one.after();
        }

        assertEquals(atOnce.run(), runs);
        assertEquals(atOnce.after(), position);
    }

    private static List<Slot> steps(Recurrence recurrence, Instant start, int n) {
        List<Slot> slots = new ArrayList<>();
        Slot slot = Slot.at(start);
        for (int i = 0; i < n; i++) {
            slots.add(slot);
            slot = recurrence.next(slot).orElseThrow();
        }
        return slots;
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(0, Instant.parse("2060-01-01T00:00:00Z").getEpochSecond() * 1_000_000)
                .map(micros -> Instant.EPOCH.plusNanos(micros * 1000));
    }

    @Provide
    Arbitrary<Recurrence> recurrences() {
        return Arbitraries.oneOf(exact(), local(), monthly(), cron());
    }

    private static Arbitrary<Recurrence> exact() {
        return Arbitraries.longs().between(100, 100_000_000).map(millis -> Recurrence.every(Duration.ofMillis(millis)));
    }

    private static Arbitrary<Recurrence> local() {
        return zones().flatMap(zone ->
                Arbitraries.of(Recurrence.daily(zone), Recurrence.weekly(zone), Recurrence.biweekly(zone)));
    }

    private static Arbitrary<Recurrence> monthly() {
        Arbitrary<Integer> keepDay = Arbitraries.integers().between(1, 31).injectNull(0.3);
        return Combinators.combine(zones(), keepDay)
                .flatAs((zone, day) -> Arbitraries.of(
                        Recurrence.monthly(zone, day),
                        Recurrence.bimonthly(zone, day),
                        Recurrence.quarterly(zone, day),
                        Recurrence.yearly(zone, day)));
    }

    private static Arbitrary<Recurrence> cron() {
        return Combinators.combine(CronFields.expressions(), zones()).as(Recurrence::cron);
    }

    private static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }
}
