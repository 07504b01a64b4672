package dev.takt.launch;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mvn -Prun} was asked for.
 *
 * @param home the folder {@code server-config}
 * @param port of HTTP on 127.0.0.1
 * @param databaseUrl JDBC
 * @param databaseUser of the database
 * @param databasePassword of the database
 * @param adminPassword of Takt's user {@code admin}
 * @param passwordIsGenerated whether it is to be shown
 */
record Options(
        Path home,
        int port,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        String adminPassword,
        boolean passwordIsGenerated) {
    private static final String PORT = "takt.run.port";
    private static final String DATABASE = "takt.run.db.";
    private static final int HIGHEST_PORT = 65_535;
    private static final int PASSWORD_BYTES = 15;

    /**
     * Reads and checks.
     *
     * @param properties {@code takt.run.*}
     * @param adminPassword from the environment, or null
     * @throws LaunchException if one is wrong
     */
    static Options read(Properties properties, @Nullable String adminPassword) {
        Path home = Path.of(properties.getProperty("takt.run.home", "."))
                .toAbsolutePath()
                .normalize();
        boolean generate = adminPassword == null || adminPassword.isBlank();
        return new Options(
                home,
                port(properties.getProperty(PORT, "8080")),
                properties.getProperty(
                        DATABASE + "url",
                        "jdbc:h2:async:" + home.resolveSibling("data").resolve("takt")),
                properties.getProperty(DATABASE + "user", "takt"),
                properties.getProperty(DATABASE + "password", "takt"),
                generate ? newPassword() : adminPassword,
                generate);
    }

    boolean isPostgresql() {
        return databaseUrl.startsWith("jdbc:postgresql:");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like any number out of range
        }
        throw new LaunchException(PORT + ": expected a number from 1 to " + HIGHEST_PORT + ", was " + text);
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
