package dev.takt.web.rest;

import dev.takt.web.security.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS refuses: paths, methods and media types that are not there, and roles that are missing. */
@Provider
public class WebErrorMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException thrown) {
        Response plain = thrown.getResponse();
        if (plain.getStatus() < 400) {
            return plain; // RESTEasy answers OPTIONS by an exception
        }
        Object allow = plain.getHeaders().getFirst(HttpHeaders.ALLOW);
        return Response.fromResponse(Answer.problem(problem(thrown, plain.getStatusInfo())))
                .header(HttpHeaders.ALLOW, allow)
                .build();
    }

    private static ProblemDetail problem(WebApplicationException thrown, Response.StatusType status) {
        String detail = switch (status.getStatusCode()) {
            case 403 ->
                thrown instanceof RefusedException refused ? refused.reason() : "Your role does not include this";
            case 404 ->
                thrown instanceof MissingException missing ? missing.what() : "There is nothing at this address";
            case 405 -> "This address does not know this method; the header Allow names those it knows";
            case 406 -> "Answers are JSON: the header Accept must allow application/json";
            case 415 -> "The body must be JSON: the header Content-Type must be application/json";
            default -> status.getReasonPhrase();
        };
        return new ProblemDetail(status.getStatusCode(), status.getReasonPhrase(), detail);
    }
}
