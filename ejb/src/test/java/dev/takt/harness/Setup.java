package dev.takt.harness;

/** What the database tests run on: each database with each persistence provider. */
public enum Setup {
    POSTGRESQL_ECLIPSELINK(true, "org.eclipse.persistence.jpa.PersistenceProvider"),
    POSTGRESQL_HIBERNATE(true, "org.hibernate.jpa.HibernatePersistenceProvider"),
    H2_ECLIPSELINK(false, "org.eclipse.persistence.jpa.PersistenceProvider"),
    H2_HIBERNATE(false, "org.hibernate.jpa.HibernatePersistenceProvider");

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

    /** An empty database of this kind. */
    public TestDatabase newDatabase() {
        return postgresql ? TestDatabase.onPostgresql() : TestDatabase.onH2();
    }
}
