package dev.takt.web.rest;

import dev.takt.api.Page;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds responses. Bodies are written as bytes, past the JSON binding of the server. */
final class Answer {
    private Answer() {}

    static Response ok(JsonValue body) {
        return with(Response.ok(), MediaType.APPLICATION_JSON, body);
    }

    static Response created(URI location, JsonValue body) {
        return with(Response.created(location), MediaType.APPLICATION_JSON, body);
    }

    static <T> Response list(List<T> items, @Nullable Long next, Function<T, JsonValue> toJson) {
        return ok(new JsonFields()
                .list("items", items, toJson)
                .number("next", next)
                .build());
    }

    /** A list that is not always by id. */
    static <T> Response list(Page<T> page, Function<T, JsonValue> toJson) {
        return ok(new JsonFields()
                .list("items", page.items(), toJson)
                .number("next", page.next())
                .text("after", page.after())
                .build());
    }

    static Response problem(ProblemDetail problem) {
        return with(Response.status(problem.status()), "application/problem+json", problem.toJson());
    }

    private static Response with(Response.ResponseBuilder response, String type, JsonValue body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        StreamingOutput output = stream -> stream.write(bytes);
        return response.type(type).entity(output).build();
    }
}
