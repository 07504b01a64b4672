package dev.takt.web.deployed;

/** What the tests know of the deployment, which they all share. */
interface Deployed {
    /** Somebody without a login. */
    Rest nobody();

    /** The administrator of the configuration. */
    default Rest admin() {
        return nobody().as("admin", "secret");
    }

    /** Whether the database is PostgreSQL. */
    default boolean isOnPostgresql() {
        return databaseUrl().startsWith("jdbc:postgresql:");
    }

    /** The address that the server was given too. */
    default String databaseUrl() {
        return System.getenv("TAKT_DB_URL");
    }
}
