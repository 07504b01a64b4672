package dev.takt.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs a class once for each of these setups, all if none is named; {@code -Dtakt.setups} narrows that down. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(allowZeroInvocations = true)
@ArgumentsSource(SelectedSetups.class)
public @interface OnSetups {
    Setup[] value() default {};
}
