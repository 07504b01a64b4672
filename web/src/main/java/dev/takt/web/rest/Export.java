package dev.takt.web.rest;

import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.web.security.ForCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedules and tasks as files, written page by page, so that a long list needs no more memory than a short one. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Export {
    /** How many rows are read at once. */
    static final int PAGE = 500;

    private static final int MOST_TASKS = 100_000;
    static final String SCHEDULES = "schedules";

    @Inject
    @ForCaller
    private Scheduler scheduler;

    /** All schedules that can be read, the newest first, as {@link Import} takes them. */
    void schedules(Writer out) throws IOException {
        out.write("{\"" + SCHEDULES + "\": [");
        boolean first = true;
        Long before = null;
        do {
            Page<Schedule> page = scheduler.schedules(new ScheduleQuery(null, null, null, null, null, before, PAGE));
            for (Schedule schedule : page.items()) {
                if (schedule.broken() == null) {
                    out.write((first ? "\n" : ",\n") + definition(schedule));
                    first = false;
                }
            }
            before = page.next();
        } while (before != null);
        out.write("\n]}\n");
    }

    private static JsonObject definition(Schedule schedule) {
        var fields = JsonFields.JSON.createObjectBuilder();
        ScheduleJson.of(schedule).forEach((field, value) -> {
            if (!Schedule.ROW_FIELDS.contains(field) && !field.equals("version") && !value.equals(JsonValue.NULL)) {
                fields.add(field, value);
            }
        });
        return fields.build();
    }

    /** Tasks as JSON, the newest first, 100,000 at most. */
    void tasksAsJson(TaskQuery query, Writer out) throws IOException {
        out.write("{\"items\": [");
        tasks(query, out, "\n", ",\n", task -> TaskJson.of(task).toString());
        out.write("\n]}\n");
    }

    /** Tasks as lines of comma-separated values, the newest first, 100,000 at most. */
    void tasksAsCsv(TaskQuery query, Writer out) throws IOException {
        out.write(Csv.HEADER);
        tasks(query, out, "", "", Csv::line);
    }

    private void tasks(TaskQuery query, Writer out, String first, String next, Function<Task, String> toText)
            throws IOException {
        String separator = first;
        int written = 0;
        @Nullable Long before = query.before();
        do {
            Page<Task> page = scheduler.tasks(query.before(before));
            for (Task task : page.items()) {
                out.write(separator + toText.apply(task));
                separator = next;
                written++;
            }
            before = page.next();
        } while (before != null && written < MOST_TASKS);
    }
}
