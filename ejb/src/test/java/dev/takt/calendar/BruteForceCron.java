package dev.takt.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Tries every minute. Shares no code with what it is compared with, and reads the expression anew each time. */
record BruteForceCron(List<String> fields, ZoneId zone) {

    BruteForceCron(String expression, ZoneId zone) {
        this(List.of(expression.split(" ")), zone);
    }

    /** The slots later than one instant and not later than another. */
    List<Instant> slots(Instant after, Instant last) {
        boolean fixedHours = fields.get(1).matches("[0-9,-]+");
        SortedSet<Instant> found = fixedHours ? placed(after, last) : matching(after, last);
        return found.stream()
                .filter(slot -> slot.isAfter(after) && !slot.isAfter(last))
                .toList();
    }

    private SortedSet<Instant> matching(Instant after, Instant last) {
        SortedSet<Instant> found = new TreeSet<>();
        Instant start = after.truncatedTo(ChronoUnit.HOURS);
        for (Instant minute = start; !minute.isAfter(last); minute = minute.plusSeconds(60)) {
            if (matches(LocalDateTime.ofInstant(minute, zone))) {
                found.add(minute);
            }
        }
        return found;
    }

    private SortedSet<Instant> placed(Instant after, Instant last) {
        SortedSet<Instant> found = new TreeSet<>();
        LocalDateTime end = LocalDateTime.ofInstant(last, zone).plusDays(2);
        LocalDateTime minute = LocalDateTime.ofInstant(after, zone).minusDays(2).truncatedTo(ChronoUnit.HOURS);
        for (; minute.isBefore(end); minute = minute.plusMinutes(1)) {
            if (exists(minute.toLocalDate()) && matches(minute)) {
                found.add(ZonedDateTime.ofLocal(minute, zone, null).toInstant());
            }
        }
        return found;
    }

    private boolean exists(LocalDate date) {
        return date.atStartOfDay(zone).toLocalDate().equals(date);
    }

    private boolean matches(LocalDateTime local) {
        return local.getSecond() == 0
                && names(fields.get(0), local.getMinute(), 0, 59)
                && names(fields.get(1), local.getHour(), 0, 23)
                && names(numbers(fields.get(3)), local.getMonthValue(), 1, 12)
                && matchesDay(local.toLocalDate());
    }

    private boolean matchesDay(LocalDate date) {
        boolean anyDay = Arrays.stream(days(1, 31)).allMatch(day -> names(fields.get(2), day, 1, 31));
        boolean anyDayOfWeek = fields.get(4).equals("*");
        boolean day = names(fields.get(2), date.getDayOfMonth(), 1, 31);
        boolean dayOfWeek = namesDayOfWeek(numbers(fields.get(4)), date);
        return (anyDay || anyDayOfWeek) ? (day && dayOfWeek) : (day || dayOfWeek);
    }

    private static int[] days(int from, int to) {
        return IntStream.rangeClosed(from, to).toArray();
    }

    private static boolean namesDayOfWeek(String field, LocalDate date) {
        int day = date.getDayOfWeek().getValue() % 7;
        if (field.endsWith("L")) {
            return field.startsWith(String.valueOf(day)) && date.plusDays(7).getMonth() != date.getMonth();
        }
        if (field.contains("#")) {
            int nth = field.charAt(2) - '0';
            return field.startsWith(String.valueOf(day))
                    && date.minusDays(7L * (nth - 1)).getMonth() == date.getMonth()
                    && date.minusDays(7L * nth).getMonth() != date.getMonth();
        }
        return names(field, day, 0, 6) || (day == 0 && names(field, 7, 0, 6));
    }

    private static boolean names(String field, int value, int min, int max) {
        return Arrays.stream(field.split(",")).anyMatch(element -> namesElement(element, value, min, max));
    }

    private static boolean namesElement(String element, int value, int min, int max) {
        String[] parts = element.split("/", -1);
        int step = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
        String[] ends = parts[0].split("-", -1);
        int from = parts[0].equals("*") ? min : Integer.parseInt(ends[0]);
        int single = parts[0].equals("*") || parts.length > 1 ? max : from;
        int to = ends.length > 1 ? Integer.parseInt(ends[1]) : single;
        return value >= from && value <= to && (value - from) % step == 0;
    }

    private static String numbers(String field) {
        return field.replace("SUN", "0")
                .replace("MON", "1")
                .replace("FRI", "5")
                .replace("SAT", "6")
                .replace("MAR", "3")
                .replace("NOV", "11");
    }
}
