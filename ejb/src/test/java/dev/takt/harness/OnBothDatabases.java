package dev.takt.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** For rules that do not depend on the persistence provider: each database once, each provider once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@EnumSource(
        value = Setup.class,
        names = {"POSTGRESQL_ECLIPSELINK", "H2_HIBERNATE"})
public @interface OnBothDatabases {}
