package dev.takt.task;

import dev.takt.calendar.Recurrence;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.SkippedSlots.Reason;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many slots were skipped, by reason.
 *
 * @param byReason in the order of the reasons
 */
record SkippedCounts(Map<Reason, Long> byReason) {

    static SkippedCounts none() {
        return new SkippedCounts(Map.of());
    }

    static SkippedCounts ofJson(@Nullable String json) {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        try (JsonReader reader = Json.createReader(new StringReader(json == null ? "{}" : json))) {
            JsonObject object = reader.readObject();
            for (Reason reason : Reason.values()) {
                if (object.containsKey(reason.name())) {
                    counts.put(reason, object.getJsonNumber(reason.name()).longValue());
                }
            }
        }
        return new SkippedCounts(counts);
    }

    SkippedCounts plus(SkippedSlots stretch) {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        counts.putAll(byReason);
        counts.merge(stretch.reason(), stretch.count(), Long::sum);
        return new SkippedCounts(counts);
    }

    long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    String toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        byReason.forEach((reason, count) -> json.add(reason.name(), count));
        return json.build().toString();
    }

    /** For people: {@code 3 slots: later than maxLateness}, or the counts of each reason. */
    @Override
    public String toString() {
        String total = count(total()) + (total() == 1 ? " slot: " : " slots: ");
        if (byReason.size() == 1) {
            return total + why(byReason.keySet().iterator().next());
        }
        return total
                + byReason.entrySet().stream()
                        .map(entry -> count(entry.getValue()) + " " + why(entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String count(long count) {
        return count > Recurrence.COUNTED_TO ? "more than 100,000" : Long.toString(count);
    }

    private static String why(Reason reason) {
        return switch (reason) {
            case CATCH_UP_LIMIT -> "more slots were missed than the catch-up limit";
            case TOO_LATE -> "later than maxLateness";
            case MISSED -> "missed while paused";
            case OVERLAP -> "due while an earlier run was unfinished";
        };
    }
}
