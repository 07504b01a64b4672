package dev.takt.web.rest;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.words.Faults;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which answer an exception gets, if it is one that callers are to know of. */
final class KnownProblems {
    private KnownProblems() {}

    /** Looks at the causes too: the container wraps what ends a transaction. */
    static Optional<ProblemDetail> of(Throwable thrown) {
        return Faults.chain(thrown).flatMap(cause -> known(cause).stream()).findFirst();
    }

    private static Optional<ProblemDetail> known(Throwable thrown) {
        if (thrown instanceof MalformedException malformed) {
            return refused(400, "Bad Request", "The request cannot be read", malformed.problems());
        }
        if (thrown instanceof PreconditionFailedException changed) {
            return refused(412, "Precondition Failed", "Somebody edited meanwhile", changed.problems());
        }
        if (thrown instanceof ScheduleConflictException conflict) {
            return refused(409, "Conflict", "This clashes with what is there", conflict.problems());
        }
        if (thrown instanceof ScheduleRejectedException rejected) {
            return refused(422, "Unprocessable Content", "This is refused; nothing was stored", rejected.problems());
        }
        if (thrown instanceof NoSuchScheduleException
                || thrown instanceof NoSuchTaskException
                || thrown instanceof NoSuchNodeException) {
            return Optional.of(new ProblemDetail(404, "Not Found", messageOf(thrown)));
        }
        if (thrown instanceof SchedulerUnavailableException away) {
            return Optional.of(new ProblemDetail(503, "Service Unavailable", messageOf(away)));
        }
        return Optional.empty();
    }

    private static Optional<ProblemDetail> refused(int status, String title, String detail, List<Problem> problems) {
        return Optional.of(new ProblemDetail(status, title, detail, problems));
    }

    private static String messageOf(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), "");
    }
}
