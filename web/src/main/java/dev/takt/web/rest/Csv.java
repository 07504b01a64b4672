package dev.takt.web.rest;

import dev.takt.api.Task;
import dev.takt.api.TaskError;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks as comma-separated values (RFC 4180). */
final class Csv {
    static final String HEADER =
            "id,state,schedule,slot,name,group,func,args,kwargs,node,queuedAt,startedAt,finishedAt,result,error\r\n";

    private Csv() {}

    static String line(Task task) {
        return Stream.of(
                        task.id(),
                        task.state(),
                        task.schedule(),
                        task.slot(),
                        task.name(),
                        task.group(),
                        task.func(),
                        task.args(),
                        task.kwargs(),
                        task.node(),
                        task.queuedAt(),
                        task.startedAt(),
                        task.finishedAt(),
                        task.result(),
                        error(task.error()))
                .map(Csv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static @Nullable String error(@Nullable TaskError error) {
        return error == null
                ? null
                : Stream.of(error.type(), error.message())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": "));
    }

    /** A text that a spreadsheet would take for a formula is marked as text. */
    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean isFormula = text.matches("(?s)[=+\\-@\\t\\r].*") && !text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
        String safe = isFormula ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
