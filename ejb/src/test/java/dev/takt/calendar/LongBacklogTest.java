package dev.takt.calendar;

import static dev.takt.calendar.Slots.AMSTERDAM;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.calendar.SkippedSlots.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 100,000 missed slots of one schedule. The times are printed, not asserted: machines differ. */
class LongBacklogTest {
    private static final int MISSED = 100_000;
    private static final int LIMIT = 1000;

    static Stream<Recurrence> recurrences() {
        return Stream.of(
                Recurrence.every(Duration.ofMinutes(5)),
                Recurrence.daily(AMSTERDAM),
                Recurrence.weekly(AMSTERDAM),
                Recurrence.biweekly(AMSTERDAM),
                Recurrence.monthly(AMSTERDAM, null),
                Recurrence.monthly(AMSTERDAM, 31),
                Recurrence.bimonthly(AMSTERDAM, null),
                Recurrence.quarterly(AMSTERDAM, null),
                Recurrence.yearly(AMSTERDAM, 29),
                Recurrence.cron("*/5 * * * *", AMSTERDAM),
                Recurrence.cron("30 2 * * *", AMSTERDAM),
                Recurrence.cron("0 3 13 * fri", AMSTERDAM),
                Recurrence.cron("@yearly", AMSTERDAM));
    }

    @ParameterizedTest
    @MethodSource("recurrences")
    void withCatchUpOffItIsOneRunAndTheRightNextSlot(Recurrence recurrence) {
        List<Slot> slots = slots(recurrence);
        Position position = new Position(slots.get(0), -1);
        Instant now = slots.get(MISSED - 1).at();
        DueRules rules = new DueRules(recurrence, null, false, LIMIT, null);

        DuePlan plan = timed("catch-up off", recurrence, () -> MissedSlots.plan(position, now, rules, 100));

        assertEquals(List.of(slots.get(0)), plan.run());
        assertEquals(List.of(), plan.skipped());
        assertEquals(new Position(slots.get(MISSED), -2), plan.after());
    }

    @ParameterizedTest
    @MethodSource("recurrences")
    void withCatchUpOnTheNewestRunAndTheRestIsOneRecord(Recurrence recurrence) {
        List<Slot> slots = slots(recurrence);
        Position position = new Position(slots.get(0), -1);
        Instant now = slots.get(MISSED - 1).at();
        DueRules rules = new DueRules(recurrence, null, true, LIMIT, null);

        DuePlan plan = timed("catch-up on", recurrence, () -> MissedSlots.plan(position, now, rules, LIMIT));

        assertEquals(slots.subList(MISSED - LIMIT, MISSED), plan.run());
        assertEquals(List.of(record(slots, MISSED - LIMIT, Reason.CATCH_UP_LIMIT)), plan.skipped());
        assertEquals(new Position(slots.get(MISSED), -1 - LIMIT), plan.after());
    }

    @ParameterizedTest
    @MethodSource("recurrences")
    void resumedWithoutThemItIsOneRecord(Recurrence recurrence) {
        List<Slot> slots = slots(recurrence);
        Position position = new Position(slots.get(0), -1);
        Instant now = slots.get(MISSED - 1).at();
        DueRules rules = new DueRules(recurrence, null, true, LIMIT, null);

        DuePlan plan =
                timed("resume", recurrence, () -> MissedSlots.skip(position, now, rules, SkippedSlots.Reason.MISSED));

        assertEquals(List.of(record(slots, MISSED, Reason.MISSED)), plan.skipped());
        assertEquals(new Position(slots.get(MISSED), -1), plan.after());
    }

    private static List<Slot> slots(Recurrence recurrence) {
        Optional<Slot> first = recurrence.next(slot("2000-01-31T09:30:00Z"));
        List<Slot> slots = recurrence.preview(first.orElseThrow(), MISSED + 1);
        assertTrue(slots.size() > MISSED);
        return slots;
    }

    private static SkippedSlots record(List<Slot> slots, int count, Reason reason) {
        return new SkippedSlots(slots.get(0).at(), slots.get(count - 1).at(), count, reason);
    }

    private static DuePlan timed(String what, Recurrence recurrence, Supplier<DuePlan> planning) {
        DuePlan plan = planning.get();
        long micros = 0;
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            plan = planning.get();
            micros = (System.nanoTime() - start) / 1000;
        }
        // shown beside the limit that is asserted, to see it coming nearer
        System.out.printf("%,10d us  %s  %s%n", micros, what, recurrence);
        return plan;
    }
}
