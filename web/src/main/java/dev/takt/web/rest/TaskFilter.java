package dev.takt.web.rest;

import dev.takt.api.TaskQuery;
import dev.takt.api.TaskSort;
import dev.takt.api.TaskState;
import java.util.Objects;

/** Which tasks a request asks for, by the parameters of its query. */
final class TaskFilter {
    private TaskFilter() {}

    /** The first page of them. */
    static TaskQuery read(Parameters parameters, int limit) {
        return new TaskQuery(
                parameters.id("schedule"),
                parameters.choice("state", TaskState.values()),
                parameters.text("func"),
                parameters.text("group"),
                parameters.id("node"),
                parameters.instant("since"),
                parameters.instant("until"),
                parameters.text("text"),
                Objects.requireNonNullElse(parameters.sort(TaskSort.values(), TaskSort::text), TaskSort.NEWEST),
                null,
                limit);
    }
}
