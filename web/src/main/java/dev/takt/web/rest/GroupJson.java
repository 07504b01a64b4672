package dev.takt.web.rest;

import dev.takt.api.Page;
import dev.takt.api.Task;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskState;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/** A group as JSON: how many tasks it has, and one page of them. */
final class GroupJson {
    private GroupJson() {}

    static JsonObject of(TaskGroup group, Page<Task> page) {
        List<Task> succeeded = page.items().stream()
                .filter(task -> task.state() == TaskState.SUCCEEDED)
                .toList();
        return new JsonFields()
                .text("group", group.name())
                .json("counts", counts(group))
                .list("results", succeeded, GroupJson::result)
                .list("items", page.items(), TaskJson::of)
                .number("next", page.next())
                .build();
    }

    /** A group counts running tasks as CLAIMED ones. */
    private static JsonObject counts(TaskGroup group) {
        JsonFields counts = new JsonFields();
        for (TaskState state : TaskState.values()) {
            if (state != TaskState.RUNNING) {
                counts.number(state.name(), group.count(state));
            }
        }
        return counts.build();
    }

    private static JsonValue result(Task task) {
        return Objects.requireNonNullElse(StoredJson.value(task.result()), JsonValue.NULL);
    }
}
