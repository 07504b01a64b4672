package dev.takt.remote;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskId;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** An exception that a caller is to know of: its kind, its message and its fields. */
final class Thrown {
    private Thrown() {}

    static JsonObject write(RuntimeException thrown) {
        JsonObjectBuilder json = Wire.JSON
                .createObjectBuilder()
                .add("type", thrown.getClass().getSimpleName())
                .add("message", String.valueOf(thrown.getMessage()));
        if (thrown instanceof ScheduleRejectedException rejected) {
            json.add("problems", problems(rejected));
        } else if (thrown instanceof NoSuchScheduleException none) {
            json.add("id", none.id());
        } else if (thrown instanceof NoSuchTaskException none) {
            json.add("id", none.id().value());
        } else if (thrown instanceof NoSuchNodeException none) {
            json.add("id", none.id());
        }
        return json.build();
    }

    private static JsonArrayBuilder problems(ScheduleRejectedException rejected) {
        JsonArrayBuilder all = Wire.JSON.createArrayBuilder();
        rejected.problems().forEach(problem -> all.add(Wire.write(problem, Problem.class)));
        return all;
    }

    static RuntimeException read(JsonObject json) {
        String message = json.getString("message");
        return switch (json.getString("type")) {
            case "ScheduleConflictException" ->
                new ScheduleConflictException(problems(json).get(0));
            case "ScheduleRejectedException" -> new ScheduleRejectedException(problems(json));
            case "NoSuchScheduleException" -> new NoSuchScheduleException(id(json));
            case "NoSuchTaskException" -> new NoSuchTaskException(new TaskId(id(json)));
            case "NoSuchNodeException" -> new NoSuchNodeException(id(json));
            case "SchedulerUnavailableException" -> new SchedulerUnavailableException(message);
            case "SecurityException" -> new SecurityException(message);
            case "IllegalArgumentException" -> new IllegalArgumentException(message);
            default -> new IllegalStateException(message);
        };
    }

    private static long id(JsonObject json) {
        return json.getJsonNumber("id").longValueExact();
    }

    private static List<Problem> problems(JsonObject json) {
        return json.getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                .map(problem -> new Problem(problem.getString("field"), problem.getString("message")))
                .toList();
    }
}
