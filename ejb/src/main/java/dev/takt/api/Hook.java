package dev.takt.api;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the observers that hear of a finished task: those qualified with the name that the schedule has as its
 * {@code hook}. An observer without this qualifier hears of every task. Source: SEMANTICS, section 8.
 *
 * <pre>{@code
 * void mail(@Observes @Hook("reports.mail") TaskFinished finished) { ... }
 * }</pre>
 *
 * <p>A hook is fired after the outcome is committed, once per finished task, at least once if a node dies in between.
 * A hook that throws never changes the outcome.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Hook {
    /**
     * The hook's name.
     *
     * @return as it stands in a schedule's field {@code hook}
     */
    String value();

    /** A {@link Hook} to select events with. */
    final class Literal extends AnnotationLiteral<Hook> implements Hook {
        private static final long serialVersionUID = 1L;
        private final String value;

        /**
         * The qualifier of one hook.
         *
         * @param value the hook's name
         */
        public Literal(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
