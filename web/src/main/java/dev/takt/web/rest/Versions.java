package dev.takt.web.rest;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The version of a schedule's definition as an entity tag, so that an edit does not overwrite one that its author has not seen. */
final class Versions {
    private static final String TAG = "\"[0-9]{1,18}\"";
    private static final String VERSION = "version";
    private static final String ANY = "*";

    private Versions() {}

    /** A schedule with its tag. */
    static Response tagged(Schedule schedule) {
        return Response.fromResponse(Answer.ok(ScheduleJson.of(schedule)))
                .tag(new EntityTag(Long.toString(schedule.version())))
                .build();
    }

    /** The fields with the version that a header names; as they are without that header, or if it is {@code *}. */
    static JsonObject with(@Nullable String ifMatch, JsonObject fields) {
        if (ifMatch == null || ifMatch.strip().equals(ANY)) {
            return fields;
        }
        String tag = ifMatch.strip();
        if (!tag.matches(TAG)) {
            throw new MalformedException("If-Match", "expected the ETag of a schedule such as \"3\", was " + tag);
        }
        return JsonFields.JSON
                .createObjectBuilder(fields)
                .add(VERSION, Long.parseLong(tag.substring(1, tag.length() - 1)))
                .build();
    }

    /** Whether a clash is one of versions, and not of names. */
    static boolean isOld(ScheduleConflictException conflict) {
        return conflict.problems().stream().anyMatch(problem -> problem.field().equals(VERSION));
    }
}
