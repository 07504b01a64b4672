package dev.takt.web.rest;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Makes the schedules of a file that {@link Export} has written, or a person. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the field
public class Import {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    /**
     * Makes all schedules of a file, or none.
     *
     * @param text one JSON object
     * @return how many
     * @throws ScheduleRejectedException with all problems of all of them
     */
    public int store(String text) {
        try {
            return store(Body.object(text));
        } catch (MalformedException malformed) {
            throw new ScheduleRejectedException(malformed.problems());
        }
    }

    /**
     * Makes all schedules of such a file, or none.
     *
     * @return how many
     */
    int store(JsonObject file) {
        if (!(file.get(Export.SCHEDULES) instanceof JsonArray schedules) || file.size() != 1) {
            throw new MalformedException(
                    Export.SCHEDULES, "expected one field, an array of schedules, were " + file.keySet());
        }
        List<Call> calls = new ArrayList<>(schedules.size());
        for (JsonValue schedule : schedules) {
            if (!(schedule instanceof JsonObject fields)) {
                throw new MalformedException(
                        Export.SCHEDULES + "[" + calls.size() + "]",
                        "expected an object, was " + schedule.getValueType());
            }
            calls.add(Call.ofFields(fields));
        }
        check(calls);
        return scheduler.scheduleAll(calls).size();
    }

    /** All problems of all of them, each with the place of its schedule. */
    private void check(List<Call> calls) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String place = Export.SCHEDULES + "[" + i + "].";
            try {
                scheduler.preview(calls.get(i), 1);
            } catch (ScheduleRejectedException refused) {
                refused.problems().forEach(one -> problems.add(new Problem(place + one.field(), one.message())));
            }
        }
        if (!problems.isEmpty()) {
            throw new ScheduleRejectedException(problems);
        }
    }
}
