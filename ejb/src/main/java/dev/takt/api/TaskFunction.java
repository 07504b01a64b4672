package dev.takt.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a public method of a CDI bean be called by schedules. Only methods with this annotation can ever be called.
 * The bean may live in any archive of the application.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Reports {
 *     @TaskFunction(description = "closes the month")
 *     public int close(int year, int month) { ... }      // scheduled as "reports.close"
 * }
 * }</pre>
 *
 * <p>Two functions of one name refuse deployment. Source: SEMANTICS, sections 1 and 6.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TaskFunction {
    /**
     * The function's name.
     *
     * @return {@code bean.method}; left out: the bean's name (or its class's simple name with a small first letter),
     *     a dot and the method's name
     */
    String value() default "";

    /**
     * What the function does, for people who pick it from a list.
     *
     * @return a short sentence, may be empty
     */
    String description() default "";

    /**
     * How many tasks of this function may run at once in the whole cluster; further ones wait.
     *
     * @return 1 or more; 0, the default, for any number
     */
    int atOnce() default 0;
}
