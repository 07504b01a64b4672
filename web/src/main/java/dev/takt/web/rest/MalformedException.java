package dev.takt.web.rest;

import dev.takt.api.Problem;
import java.util.List;

/** The request cannot be read: its body is no JSON object, or its query parameters are not as expected. */
class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    MalformedException(List<Problem> problems) {
        super(problems.get(0).field() + ": " + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    MalformedException(String field, String message) {
        this(List.of(new Problem(field, message)));
    }

    List<Problem> problems() {
        return problems;
    }
}
