package dev.takt.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several {@link DefaultSchedule} of one function. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DefaultSchedules {
    /**
     * The declarations.
     *
     * @return each with a name of its own
     */
    DefaultSchedule[] value();
}
