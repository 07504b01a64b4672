package dev.takt.run;

import dev.takt.run.RegisteredFunction.Param;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The slot, as a function's parameter receives it (SEMANTICS, section 2, intendedDateKwarg).
 *
 * @param parameter its name
 * @param at the slot, or when the task was queued if it has none
 * @param zone in which a date or a local time is meant
 */
public record IntendedDate(String parameter, Instant at, ZoneId zone) {
    /** The field that names the parameter. */
    static final String FIELD = "intendedDateKwarg";

    private static final String EXPECTED = "Instant, ZonedDateTime, OffsetDateTime, LocalDateTime, LocalDate or String";

    private static final Map<Type, BiFunction<Instant, ZoneId, Object>> FORMS = Map.of(
            Instant.class,
            (at, zone) -> at,
            ZonedDateTime.class,
            Instant::atZone,
            OffsetDateTime.class,
            (at, zone) -> at.atZone(zone).toOffsetDateTime(),
            LocalDateTime.class,
            LocalDateTime::ofInstant,
            LocalDate.class,
            LocalDate::ofInstant,
            String.class,
            (at, zone) -> at.toString());

    /** In the form that the parameter's type asks for. */
    Object as(Param param, RegisteredFunction function) {
        BiFunction<Instant, ZoneId, Object> form = FORMS.get(param.type());
        if (form == null || param.variable()) {
            throw new ArgumentsException(
                    FIELD,
                    function.name() + ": expected a parameter of type " + EXPECTED + ", was " + param.describe()
                            + (param.variable() ? "..." : ""));
        }
        return form.apply(at, zone);
    }
}
