package dev.takt.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says more of a function's arguments than their types do. A CDI bean of Takt's own; asked when a schedule is made and
 * again before each run.
 */
public interface ArgumentCheck {
    /**
     * Whose arguments.
     *
     * @return the function's name
     */
    String function();

    /**
     * Checks.
     *
     * @param arguments bound to the function's parameters
     * @return what is wrong with them, or empty if nothing is
     */
    Optional<String> problem(@Nullable Object[] arguments);
}
