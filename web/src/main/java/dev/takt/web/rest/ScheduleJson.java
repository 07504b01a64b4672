package dev.takt.web.rest;

import dev.takt.api.Schedule;
import jakarta.json.JsonObject;

/** A schedule as JSON, its fields named and ordered as in {@link Schedule}. */
final class ScheduleJson {
    private ScheduleJson() {}

    static JsonObject of(Schedule schedule) {
        JsonFields json = new JsonFields()
                .number("id", schedule.id())
                .number("version", schedule.version())
                .number("generation", schedule.generation())
                .text("name", schedule.name());
        what(schedule, json);
        when(schedule, json);
        how(schedule, json);
        sofar(schedule, json);
        return json.build();
    }

    private static void what(Schedule schedule, JsonFields json) {
        json.text("func", schedule.func())
                .text("hook", schedule.hook())
                .json("args", StoredJson.arguments(schedule.args()))
                .json("kwargs", StoredJson.value(schedule.kwargs()));
    }

    private static void when(Schedule schedule, JsonFields json) {
        json.name("type", schedule.type())
                .text("every", schedule.every())
                .number("minutes", schedule.minutes())
                .text("cron", schedule.cron())
                .number("keepDay", schedule.keepDay())
                .text("zone", schedule.zone())
                .number("repeats", schedule.repeats())
                .time("nextRun", schedule.nextRun())
                .time("movedFrom", schedule.movedFrom())
                .time("until", schedule.until())
                .flag("catchUp", schedule.catchUp())
                .text("maxLateness", schedule.maxLateness())
                .name("overlap", schedule.overlap())
                .text("jitter", schedule.jitter())
                .text("successWithin", schedule.successWithin())
                .number("failingAfter", schedule.failingAfter())
                .flag("paused", schedule.paused());
    }

    private static void how(Schedule schedule, JsonFields json) {
        json.text("cluster", schedule.cluster())
                .text("group", schedule.group())
                .text("taskName", schedule.taskName())
                .text("timeout", schedule.timeout())
                .number("maxAttempts", schedule.maxAttempts())
                .text("retryDelay", schedule.retryDelay())
                .name("priority", schedule.priority())
                .flag("save", schedule.save())
                .text("intendedDateKwarg", schedule.intendedDateKwarg());
    }

    private static void sofar(Schedule schedule, JsonFields json) {
        json.name("state", schedule.state())
                .text("broken", schedule.broken())
                .number("lastTask", schedule.lastTask())
                .time("lastRun", schedule.lastRun())
                .flag("success", schedule.success())
                .time("lastSuccess", schedule.lastSuccess())
                .number("failuresInARow", schedule.failuresInARow())
                .time("overdueSince", schedule.overdueSince())
                .time("createdAt", schedule.createdAt())
                .text("createdBy", schedule.createdBy())
                .time("updatedAt", schedule.updatedAt())
                .text("updatedBy", schedule.updatedBy())
                .list("warnings", schedule.warnings(), JsonFields.JSON::createValue);
    }
}
