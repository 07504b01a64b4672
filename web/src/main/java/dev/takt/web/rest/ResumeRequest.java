package dev.takt.web.rest;

import dev.takt.api.Missed;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;

/** What a request to resume says of the missed slots, in its query or in its body, which counts more. */
final class ResumeRequest {
    private ResumeRequest() {}

    static Missed missed(MultivaluedMap<String, String> query, JsonObject body) {
        Parameters parameters = Parameters.of(query, body);
        Missed missed = parameters.choice("missed", Missed.values());
        parameters.check();
        return Objects.requireNonNullElse(missed, Missed.SKIP);
    }
}
