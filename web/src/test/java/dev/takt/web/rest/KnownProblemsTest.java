package dev.takt.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownProblemsTest {
    private static final Problem PROBLEM = new Problem("name", "\"sign\" is the name of schedule 1");

    @Test
    void aRefusalOfTheValidatorIs422WithAllProblems() {
        ProblemDetail problem = of(new ScheduleRejectedException(List.of(PROBLEM)));
        assertEquals(422, problem.status());
        assertEquals(List.of(PROBLEM), problem.problems());
    }

    @Test
    void aClashIs409() {
        assertEquals(409, of(new ScheduleConflictException(PROBLEM)).status());
    }

    @Test
    void aScheduleThatIsNotThereIs404AndNamed() {
        ProblemDetail problem = of(new NoSuchScheduleException(7));
        assertEquals(404, problem.status());
        assertEquals("There is no schedule 7", problem.detail());
    }

    @Test
    void aTaskThatIsNotThereIs404AndNamed() {
        ProblemDetail problem = of(new NoSuchTaskException(new TaskId(9)));
        assertEquals(404, problem.status());
        assertEquals("There is no task 9", problem.detail());
    }

    @Test
    void aSchedulerThatIsNotUpIs503AndSaysWhy() {
        ProblemDetail problem = of(new SchedulerUnavailableException("no database"));
        assertEquals(503, problem.status());
        assertEquals("no database", problem.detail());
    }

    @Test
    void aMalformedRequestIs400() {
        assertEquals(400, of(new MalformedException("body", "is no JSON")).status());
    }

    @Test
    void aCauseCountsToo() {
        assertEquals(
                409,
                of(new IllegalStateException(new ScheduleConflictException(PROBLEM)))
                        .status());
    }

    @Test
    void aBugIsNotKnown() {
        assertEquals(Optional.empty(), KnownProblems.of(new IllegalStateException("secret detail")));
    }

    @Test
    void aProblemIsWrittenAsRfc9457HasIt() {
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"taken\","
                        + "\"problems\":[{\"field\":\"name\",\"message\":\"is taken\"}]}",
                new ProblemDetail(409, "Conflict", "taken", List.of(new Problem("name", "is taken")))
                        .toJson()
                        .toString());
    }

    private static ProblemDetail of(Throwable thrown) {
        return KnownProblems.of(thrown).orElseThrow();
    }
}
