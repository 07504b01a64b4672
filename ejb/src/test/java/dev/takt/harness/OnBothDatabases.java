package dev.takt.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For rules that do not depend on the persistence provider: each database once, each provider once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnSetups({Setup.POSTGRESQL_ECLIPSELINK, Setup.H2_HIBERNATE})
public @interface OnBothDatabases {}
