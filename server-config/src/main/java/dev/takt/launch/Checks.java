package dev.takt.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Finds out before the start what would fail after it. */
final class Checks {
    private static final int LOGIN_SECONDS = 10;

    private Checks() {}

    static void all(Options options) {
        portIsFree(options.port());
        databaseAnswers(options);
    }

    private static void portIsFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException taken) {
            throw new LaunchException(
                    "Port " + port + " of 127.0.0.1 is taken; choose another: mvn -Prun -Dtakt.run.port=<port>");
        }
    }

    private static void databaseAnswers(Options options) {
        DriverManager.setLoginTimeout(LOGIN_SECONDS);
        try (var connection = DriverManager.getConnection(
                options.databaseUrl(), options.databaseUser(), options.databasePassword())) {
            connection.getMetaData().getDatabaseProductName();
        } catch (SQLException away) {
            String why = String.valueOf(away.getMessage()).lines().findFirst().orElse("");
            throw new LaunchException("The database " + options.databaseUrl() + " cannot be used: " + why);
        }
    }
}
