package dev.takt.calendar;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One recorded case of vectors/recurrence.json: a schedule, and what the reference did with it in each pass. */
record RecordedVector(String id, Position start, DueRules rules, List<JsonObject> passes) {

    static RecordedVector of(JsonObject vector) {
        JsonObject schedule = vector.getJsonObject("schedule");
        Position start = new Position(
                Slot.at(Instant.parse(schedule.getString("nextRun"))),
                schedule.getJsonNumber("repeats").longValueExact());
        DueRules rules = new DueRules(recurrence(schedule), null, vector.getBoolean("catchUp"), 1000, null);
        return new RecordedVector(
                vector.getString("id"),
                start,
                rules,
                vector.getJsonArray("passes").getValuesAs(JsonObject.class));
    }

    private static Recurrence recurrence(JsonObject schedule) {
        ZoneId zone = ZoneId.of(schedule.getString("zone", "UTC"));
        String type = schedule.getString("type");
        return switch (type) {
            case "ONCE" -> Recurrence.once();
            case "INTERVAL" -> Recurrence.every(Duration.parse(schedule.getString("every")));
            case "MINUTES" -> Recurrence.every(Duration.ofMinutes(minutes(schedule)));
            case "HOURLY" -> Recurrence.every(Duration.ofHours(1));
            case "DAILY" -> Recurrence.daily(zone);
            case "WEEKLY" -> Recurrence.weekly(zone);
            case "BIWEEKLY" -> Recurrence.biweekly(zone);
            case "MONTHLY" -> Recurrence.monthly(zone, null);
            case "BIMONTHLY" -> Recurrence.bimonthly(zone, null);
            case "QUARTERLY" -> Recurrence.quarterly(zone, null);
            case "YEARLY" -> Recurrence.yearly(zone, null);
            case "CRON" -> Recurrence.cron(secondsFirst(schedule.getString("cron")), zone);
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    /** A row made by hand with null or 0 minutes steps by 1. */
    private static long minutes(JsonObject schedule) {
        boolean given = schedule.containsKey("minutes") && !schedule.isNull("minutes");
        return given ? Math.max(1, schedule.getInt("minutes")) : 1;
    }

    /** The recordings have the seconds last, as croniter wants them. */
    private static String secondsFirst(String cron) {
        List<String> fields =
                new ArrayList<>(List.of(cron.toUpperCase(Locale.ROOT).split(" ")));
        if (fields.size() == 6) {
            fields.add(0, fields.remove(5));
        }
        return String.join(" ", fields);
    }

    /** Replays all passes, one step each, and lists where the outcome differs from the recording. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        Position position = start;
        boolean deleted = false;
        for (JsonObject pass : passes) {
            int executed = 0;
            if (!deleted) {
                Instant now = Instant.parse(pass.getString("now"));
                DuePlan plan = MissedSlots.plan(position, now, rules, 1);
                executed = plan.run().size();
                position = plan.after();
                deleted = plan.deleted();
            }
            String actual = outcome(executed, deleted, position);
            if (!actual.equals(recorded(pass))) {
                differences.add(id + " at " + pass.getString("now") + ": " + actual + ", recorded " + recorded(pass));
            }
        }
        return differences;
    }

    private static String outcome(int executed, boolean deleted, Position position) {
        return deleted
                ? "executed " + executed + ", deleted"
                : "executed " + executed + ", next " + position.next().at() + ", repeats " + position.repeats();
    }

    private static String recorded(JsonObject pass) {
        return pass.getBoolean("deleted")
                ? "executed " + pass.getInt("executed") + ", deleted"
                : "executed " + pass.getInt("executed") + ", next " + Instant.parse(pass.getString("nextRun"))
                        + ", repeats " + pass.get("repeats");
    }
}
