package dev.takt.web.rest;

import dev.takt.api.Problem;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param title the status in words
 * @param detail what is the matter this time
 * @param problems each field that is wrong; empty if it is no matter of fields
 */
record ProblemDetail(int status, String title, String detail, List<Problem> problems) {
    ProblemDetail(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    JsonObject toJson() {
        return new JsonFields()
                .text("type", "about:blank")
                .text("title", title)
                .number("status", status)
                .text("detail", detail)
                .list(
                        "problems",
                        problems,
                        problem -> new JsonFields()
                                .text("field", problem.field())
                                .text("message", problem.message())
                                .build())
                .build();
    }
}
