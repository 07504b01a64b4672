package dev.takt.web.rest;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * A name in a path, decoded. It may have slashes.
 *
 * @param value the name
 */
public record NameInPath(String value) {
    /** Reads it; called by JAX-RS, which needs it public. */
    public static NameInPath valueOf(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MissingException("There is nothing with the character U+0000 in its name");
        }
        return new NameInPath(text);
    }

    /** Refuses a body with a name that is not the one in the path; it may have none. */
    void refuseOther(JsonObject body) {
        JsonValue named = body.getOrDefault("name", JsonValue.NULL);
        if (named != JsonValue.NULL && !named.equals(JsonFields.JSON.createValue(value))) {
            throw new ScheduleRejectedException(List.of(
                    new Problem("name", "expected the name in the address, \"" + value + "\", or none, was " + named)));
        }
    }
}
