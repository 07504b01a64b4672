package dev.takt.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@code @ApplicationScoped}: there is one of the bean, and it is injected as it is, since it is called for every
 * task, and a proxy in between costs more than what it does. It is made with whoever has it injected, so it must not need
 * what is there only after the start.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unproxied {}
