package dev.takt.calendar;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Cron expressions of five fields, which all match some day. */
final class CronFields {

    private CronFields() {}

    static Arbitrary<String> expressions() {
        return Arbitraries.oneOf(expressions(anyHours()), expressions(fixedHours()));
    }

    static Arbitrary<String> expressions(Arbitrary<String> hours) {
        return Combinators.combine(values(0, 59), hours, daysOfMonth(), months(), daysOfWeek())
                .as((minute, hour, day, month, dayOfWeek) -> String.join(" ", minute, hour, day, month, dayOfWeek));
    }

    static Arbitrary<String> fixedHours() {
        return Arbitraries.oneOf(list(0, 23), range(0, 23));
    }

    static Arbitrary<String> anyHours() {
        return Arbitraries.oneOf(steps(0, 23), Arbitraries.just("*"));
    }

    private static Arbitrary<String> daysOfMonth() {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just("*")), Tuple.of(1, values(1, 28)));
    }

    private static Arbitrary<String> months() {
        return Arbitraries.of("*", "*", "*", "*/2", "1-6", "3,4,9,10,11", "MAR-NOV");
    }

    private static Arbitrary<String> daysOfWeek() {
        return Arbitraries.of("*", "*", "*", "*", "0", "7", "1-5", "SAT,SUN", "*/2", "5L", "SUN#2", "6#5", "MON-FRI/2");
    }

    private static Arbitrary<String> values(int min, int max) {
        return Arbitraries.oneOf(list(min, max), range(min, max), steps(min, max), Arbitraries.just("*"));
    }

    private static Arbitrary<String> list(int min, int max) {
        return Arbitraries.integers()
                .between(min, max)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(values ->
                        String.join(",", values.stream().map(String::valueOf).toList()));
    }

    private static Arbitrary<String> range(int min, int max) {
        return Arbitraries.integers().between(min, max).list().ofSize(2).map(ends -> {
            List<Integer> sorted = ends.stream().sorted().toList();
            return sorted.get(0) + "-" + sorted.get(1);
        });
    }

    private static Arbitrary<String> steps(int min, int max) {
        Arbitrary<Integer> step = Arbitraries.integers().between(1, max / 2);
        Arbitrary<String> base = Arbitraries.oneOf(
                Arbitraries.just("*"),
                range(min, max),
                Arbitraries.integers().between(min, max).map(String::valueOf));
        return Combinators.combine(base, step).as((from, by) -> from + "/" + by);
    }
}
