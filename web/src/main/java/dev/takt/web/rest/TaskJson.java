package dev.takt.web.rest;

import dev.takt.api.Task;
import dev.takt.api.TaskError;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A task as JSON, its fields named and ordered as in {@link Task}. */
final class TaskJson {
    private TaskJson() {}

    static JsonObject of(Task task) {
        return new JsonFields()
                .number("id", task.id())
                .number("schedule", task.schedule())
                .number("generation", task.generation())
                .time("slot", task.slot())
                .text("name", task.name())
                .text("group", task.group())
                .text("func", task.func())
                .json("args", StoredJson.arguments(task.args()))
                .json("kwargs", StoredJson.value(task.kwargs()))
                .text("hook", task.hook())
                .name("state", task.state())
                .node("node", task.node())
                .number("failures", task.failures())
                .number("losses", task.losses())
                .number("takeOvers", task.takeOvers())
                .time("queuedAt", task.queuedAt())
                .time("startedAt", task.startedAt())
                .time("finishedAt", task.finishedAt())
                .json("result", StoredJson.value(task.result()))
                .json("error", error(task.error()))
                .text("hookError", task.hookError())
                .time("skippedLast", task.skippedLast())
                .number("skippedCount", task.skippedCount())
                .number("retryOf", task.retryOf())
                .build();
    }

    private static @Nullable JsonObject error(@Nullable TaskError error) {
        return error == null
                ? null
                : new JsonFields()
                        .text("type", error.type())
                        .text("message", error.message())
                        .text("stack", error.stack())
                        .build();
    }
}
