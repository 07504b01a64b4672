package dev.takt.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a parameter of a {@link TaskFunction} for {@code kwargs}. Not needed where the class is compiled with
 * {@code -parameters}. Source: SEMANTICS, section 6.
 *
 * <pre>{@code
 * @TaskFunction
 * public void send(@Arg("to") String address) { ... }    // kwargs: {"to": "ops@example.org"}
 * }</pre>
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Arg {
    /**
     * The parameter's name.
     *
     * @return as it stands in kwargs
     */
    String value();
}
