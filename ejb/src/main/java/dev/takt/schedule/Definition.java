package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.ScheduleType;
import dev.takt.run.Arguments;
import dev.takt.sql.ToRun;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, found sound by the {@link ScheduleValidator}. Fields as in SEMANTICS, section 2; null where
 * left out.
 */
record Definition(
        @Nullable String name,
        String func,
        @Nullable String hook,
        @Nullable String args,
        @Nullable String kwargs,
        ScheduleType type,
        @Nullable String every,
        @Nullable Integer minutes,
        @Nullable String cron,
        @Nullable Integer keepDay,
        @Nullable String zone,
        @Nullable Long repeats,
        @Nullable Instant nextRun,
        @Nullable Instant until,
        @Nullable Boolean catchUp,
        @Nullable String maxLateness,
        Overlap overlap,
        @Nullable String jitter,
        @Nullable String successWithin,
        int failingAfter,
        @Nullable Boolean paused,
        @Nullable String cluster,
        @Nullable String group,
        @Nullable String taskName,
        @Nullable String timeout,
        @Nullable Integer maxAttempts,
        @Nullable String retryDelay,
        Priority priority,
        boolean save,
        @Nullable String intendedDateKwarg,
        @Nullable Long version) {

    /** Runs left: for ever, if nothing was said. */
    long repeatsOrAlways() {
        return Objects.requireNonNullElse(repeats, -1L);
    }

    /** The fields that say something, as they are asked for. */
    JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        text(json, "name", name);
        text(json, "func", func);
        text(json, "hook", hook);
        if (args != null) {
            json.add("args", Arguments.array(args));
        }
        if (kwargs != null) {
            json.add("kwargs", Arguments.object(kwargs));
        }
        timingTo(json);
        rulesTo(json);
        optionsTo(json);
        return json.build();
    }

    private void timingTo(JsonObjectBuilder json) {
        text(json, "type", type);
        text(json, "every", every);
        number(json, "minutes", minutes);
        text(json, "cron", cron);
        number(json, "keepDay", keepDay);
        text(json, "zone", zone);
        number(json, "repeats", repeats);
        text(json, "nextRun", nextRun);
        text(json, "until", until);
    }

    private void rulesTo(JsonObjectBuilder json) {
        flag(json, "catchUp", catchUp);
        text(json, "maxLateness", maxLateness);
        text(json, "overlap", overlap);
        text(json, "jitter", jitter);
        text(json, "successWithin", successWithin);
        number(json, "failingAfter", failingAfter);
        flag(json, "paused", paused);
    }

    private void optionsTo(JsonObjectBuilder json) {
        text(json, "cluster", cluster);
        text(json, "group", group);
        text(json, "taskName", taskName);
        text(json, "timeout", timeout);
        number(json, "maxAttempts", maxAttempts);
        text(json, "retryDelay", retryDelay);
        text(json, "priority", priority);
        flag(json, "save", save);
        text(json, "intendedDateKwarg", intendedDateKwarg);
    }

    private static void text(JsonObjectBuilder json, String field, @Nullable Object value) {
        if (value != null) {
            json.add(field, value.toString());
        }
    }

    private static void number(JsonObjectBuilder json, String field, @Nullable Number value) {
        if (value != null) {
            json.add(field, value.longValue());
        }
    }

    private static void flag(JsonObjectBuilder json, String field, @Nullable Boolean value) {
        if (value != null) {
            json.add(field, value);
        }
    }

    /** What a call that belongs to no schedule runs. */
    ToRun toRun() {
        return new ToRun(
                Objects.requireNonNullElse(taskName, func),
                group,
                func,
                args,
                kwargs,
                hook,
                priority.rank(),
                cluster,
                timeout,
                maxAttempts,
                retryDelay,
                save,
                intendedDateKwarg,
                zone,
                false);
    }
}
