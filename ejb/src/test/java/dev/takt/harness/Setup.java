package dev.takt.harness;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * What the database tests run on: each database with each persistence provider. {@code -Dtakt.setups=H2_HIBERNATE}, or
 * several with commas between them, leaves out the others.
 */
public enum Setup {
    POSTGRESQL_ECLIPSELINK(true, "org.eclipse.persistence.jpa.PersistenceProvider"),
    POSTGRESQL_HIBERNATE(true, "org.hibernate.jpa.HibernatePersistenceProvider"),
    H2_ECLIPSELINK(false, "org.eclipse.persistence.jpa.PersistenceProvider"),
    H2_HIBERNATE(false, "org.hibernate.jpa.HibernatePersistenceProvider");

    private static final Set<Setup> SELECTED = selected(System.getProperty("takt.setups", ""));

    private final boolean postgresql;
    private final String provider;

    Setup(boolean postgresql, String provider) {
        this.postgresql = postgresql;
        this.provider = provider;
    }

    public boolean isPostgresql() {
        return postgresql;
    }

    String provider() {
        return provider;
    }

    /** An empty database of this kind; a test that wants one that was left out is not run. */
    public TestDatabase newDatabase() {
        Assumptions.assumeTrue(isSelected(), () -> this + " is not among -Dtakt.setups=" + SELECTED);
        return postgresql ? TestDatabase.onPostgresql() : TestDatabase.onH2();
    }

    boolean isSelected() {
        return SELECTED.contains(this);
    }

    private static Set<Setup> selected(String names) {
        Set<Setup> selected = EnumSet.noneOf(Setup.class);
        Arrays.stream(names.split(",", -1))
                .filter(name -> !name.isBlank())
                .map(name -> Setup.valueOf(name.strip()))
                .forEach(selected::add);
        return selected.isEmpty() ? EnumSet.allOf(Setup.class) : selected;
    }
}
