package dev.takt.web.rest;

import dev.takt.web.words.Faults;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers every exception that is not one of JAX-RS itself. Of a bug the caller learns only where to look for it. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        return Answer.problem(KnownProblems.of(thrown).orElseGet(() -> unknown(thrown)));
    }

    private static ProblemDetail unknown(Throwable thrown) {
        String id = Faults.number();
        LOG.log(Level.SEVERE, "TAKT-501 A REST call failed, error " + id, thrown);
        return new ProblemDetail(
                500, "Internal Server Error", "This is not your fault; the server's log says more under error " + id);
    }
}
