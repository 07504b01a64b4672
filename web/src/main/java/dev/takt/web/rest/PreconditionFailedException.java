package dev.takt.web.rest;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import java.util.List;

/** A change was meant for a version that is not the newest any more ({@code If-Match}). Nothing was stored. */
class PreconditionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    PreconditionFailedException(ScheduleConflictException conflict) {
        super(conflict);
        problems = List.copyOf(conflict.problems());
    }

    List<Problem> problems() {
        return problems;
    }
}
