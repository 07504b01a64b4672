package dev.takt.calendar;

import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.SpecialChar;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The dates that a cron expression names.
 *
 * @param months 1 to 12
 * @param daysOfMonth 1 to 31
 * @param daysBeforeLast 0 for L, 2 for L-2
 * @param daysOfWeek 0 (Sunday) to 6
 * @param nthDaysOfWeek 10 x day of week + n, n = 0 for the last one
 */
record CronDays(BitSet months, BitSet daysOfMonth, BitSet daysBeforeLast, BitSet daysOfWeek, BitSet nthDaysOfWeek) {

    /** After so many years the Gregorian calendar begins again. */
    private static final int CALENDAR_CYCLE = 400;

    static CronDays of(List<FieldExpression> month, List<FieldExpression> dayOfMonth, List<FieldExpression> dayOfWeek) {
        BitSet daysBeforeLast = new BitSet();
        dayOfMonth.stream().filter(CronField::isSpecial).forEach(e -> daysBeforeLast.set(daysBeforeLast((On) e)));
        BitSet nthDaysOfWeek = new BitSet();
        dayOfWeek.stream().filter(CronField::isSpecial).forEach(e -> nthDaysOfWeek.set(nthDayOfWeek((On) e)));
        return new CronDays(
                CronField.MONTH.values(month),
                CronField.DAY_OF_MONTH.values(dayOfMonth),
                daysBeforeLast,
                CronField.DAY_OF_WEEK.values(dayOfWeek),
                nthDaysOfWeek);
    }

    private static int daysBeforeLast(On last) {
        if (last.getTime().getValue() >= 0) {
            throw new IllegalArgumentException("day of month: expected L or L-n, got " + last.asString());
        }
        return Math.max(0, last.getNth().getValue());
    }

    private static int nthDayOfWeek(On nth) {
        int day = nth.getTime().getValue();
        boolean last = nth.getSpecialChar().getValue() == SpecialChar.L;
        int n = last ? 0 : nth.getNth().getValue();
        if (day < 0 || n > 5 || (!last && n < 1)) {
            throw new IllegalArgumentException(
                    "day of week: expected 5L (the last Friday) or 5#1 to 5#5 (the first to fifth), got "
                            + nth.asString());
        }
        return 10 * (day % 7) + n;
    }

    boolean isEmpty() {
        LocalDate start = LocalDate.of(2000, 1, 1);
        return atOrAfter(start, start.plusYears(CALENDAR_CYCLE)).isEmpty();
    }

    /** The first of them at or after a date. */
    LocalDate atOrAfter(LocalDate from) {
        return atOrAfter(from, LocalDate.of(Year.MAX_VALUE, 12, 31))
                .orElseThrow(() -> new ArithmeticException("no matching date after " + from));
    }

    private Optional<LocalDate> atOrAfter(LocalDate from, LocalDate end) {
        LocalDate date = from;
        while (date.isBefore(end)) {
            if (!months.get(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else if (matchesDay(date)) {
                return Optional.of(date);
            } else {
                date = date.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private boolean matchesDay(LocalDate date) {
        if (namesEveryDayOfMonth()) {
            return namesDayOfWeek(date);
        }
        return namesDayOfMonth(date) || (!namesEveryDayOfWeek() && namesDayOfWeek(date));
    }

    private boolean namesEveryDayOfMonth() {
        return daysOfMonth.cardinality() == 31;
    }

    private boolean namesEveryDayOfWeek() {
        return daysOfWeek.cardinality() == 7;
    }

    private boolean namesDayOfMonth(LocalDate date) {
        int day = date.getDayOfMonth();
        return daysOfMonth.get(day) || daysBeforeLast.get(date.lengthOfMonth() - day);
    }

    private boolean namesDayOfWeek(LocalDate date) {
        int dayOfWeek = date.getDayOfWeek().getValue() % 7;
        int nth = (date.getDayOfMonth() + 6) / 7;
        boolean last = date.getDayOfMonth() + 7 > date.lengthOfMonth();
        return daysOfWeek.get(dayOfWeek)
                || nthDaysOfWeek.get(10 * dayOfWeek + nth)
                || (last && nthDaysOfWeek.get(10 * dayOfWeek));
    }
}
