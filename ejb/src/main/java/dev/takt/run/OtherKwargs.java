package dev.takt.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the last parameter of a function that comes with Takt, a {@code Map<String, String>}: it takes the kwargs that no
 * other parameter names.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OtherKwargs {}
