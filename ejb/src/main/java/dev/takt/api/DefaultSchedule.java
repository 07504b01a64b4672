package dev.takt.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a schedule beside the function that it runs: made when the application starts, as by
 * {@link Scheduler#createOrUpdate}. An operator's changes, a pause above all, survive a redeploy; a schedule that was
 * deleted comes back with the next start, so pause what is not wanted. A declaration that is refused is logged with all
 * its problems and stops nothing else.
 *
 * <pre>{@code
 * @TaskFunction
 * @DefaultSchedule(name = "nightly", cron = "0 3 * * *", zone = "Europe/Paris", timeout = "PT1H")
 * public void close() { ... }
 * }</pre>
 *
 * <p>Source: SEMANTICS, section 10.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(DefaultSchedules.class)
public @interface DefaultSchedule {
    /**
     * The schedule's name.
     *
     * @return left out: the function's name
     */
    String name() default "";

    /**
     * How often; CRON if {@link #cron} is given, INTERVAL if {@link #every} is, MINUTES if {@link #minutes} is.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String type() default "";

    /**
     * ISO-8601 duration of an INTERVAL.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String every() default "";

    /**
     * Expression of a CRON.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String cron() default "";

    /**
     * IANA zone for wall-clock time.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String zone() default "";

    /**
     * The first slot, an instant such as {@code 2027-01-31T18:00:00Z}.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String nextRun() default "";

    /**
     * The last slot, an instant.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String until() default "";

    /**
     * JSON array of the positional arguments.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String args() default "";

    /**
     * JSON object of the named arguments.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String kwargs() default "";

    /**
     * Name of the hook.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String hook() default "";

    /**
     * Group of the tasks.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String group() default "";

    /**
     * ALLOW, SKIP or WAIT.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String overlap() default "";

    /**
     * {@code true} or {@code false}.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String catchUp() default "";

    /**
     * ISO-8601 duration.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String maxLateness() default "";

    /**
     * ISO-8601 duration.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String jitter() default "";

    /**
     * ISO-8601 duration.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String successWithin() default "";

    /**
     * ISO-8601 duration.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String timeout() default "";

    /**
     * ISO-8601 duration.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String retryDelay() default "";

    /**
     * HIGH, NORMAL or LOW.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String priority() default "";

    /**
     * Name of the only cluster that runs it.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String cluster() default "";

    /**
     * Name of the parameter that receives the slot.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    String intendedDateKwarg() default "";

    /**
     * Minutes of a MINUTES; 0 for none.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    int minutes() default 0;

    /**
     * Day of the month to return to; 0 for none.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    int keepDay() default 0;

    /**
     * Of a task; 0 for the configured number.
     *
     * @return as in SEMANTICS, section 2; left out: the default given there
     */
    int maxAttempts() default 0;

    /**
     * Runs in all.
     *
     * @return -1, the default, for always
     */
    long repeats() default -1;

    /**
     * Whether tasks that succeed are kept.
     *
     * @return true if left out
     */
    boolean save() default true;

    /**
     * Whether it is made paused, to be resumed by an operator.
     *
     * @return false if left out
     */
    boolean paused() default false;
}
