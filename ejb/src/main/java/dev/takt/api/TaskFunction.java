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
 * <p>A function is <b>transactional</b> if its method, or else its bean's class, is {@code @Transactional} of type
 * REQUIRED, MANDATORY or SUPPORTS, or if its bean is a session bean with container-managed transactions and it has the
 * attribute REQUIRED (the default), MANDATORY or SUPPORTS. Takt then calls it in a transaction that also records how the
 * task has ended: what it writes through the data source that Takt uses is there exactly once, or not at all.
 * An exception that rolls the transaction back undoes what was written, and the task has failed; one that does not
 * is committed together with the failure.
 *
 * <pre>{@code
 * @TaskFunction
 * @Transactional                                          // exactly once in effect
 * public void book(long invoice) { ... }
 * }</pre>
 *
 * <p>Every other function runs at least once: again, if its node dies before the outcome is recorded.
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

    /**
     * Whether a transactional function runs in the transaction that records its outcome. Without it, Takt has no
     * transaction open while the function runs: REQUIRED begins one of its own, and MANDATORY fails.
     *
     * @return true, the default; false for a function that uses a second data source which cannot join a transaction
     *     with {@code jdbc/takt}, or that commits on its own. It runs at least once, like every other
     */
    boolean joinTransaction() default true;
}
