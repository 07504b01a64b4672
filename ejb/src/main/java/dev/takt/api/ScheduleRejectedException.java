package dev.takt.api;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was asked for is refused, and nothing was stored. Carries all problems at once. It does not roll back the
 * caller's transaction.
 */
@ApplicationException(rollback = false)
public class ScheduleRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    /**
     * Refuses with these problems.
     *
     * @param problems at least one
     */
    public ScheduleRejectedException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return every problem, in the order of the fields
     */
    public List<Problem> problems() {
        return problems;
    }
}
