package dev.takt.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutAnythingItIsH2InTheFolderDataOnPort8080() {
        Options options = Options.read(given("takt.run.home", "/somewhere/takt/server-config"), "secret");

        assertEquals(8080, options.port());
        assertEquals("jdbc:h2:async:/somewhere/takt/data/takt", options.databaseUrl());
        assertFalse(options.isPostgresql());
        assertFalse(options.passwordIsGenerated());
    }

    @Test
    void aPasswordIsGeneratedAnewWhereNoneIsGiven() {
        Options one = Options.read(new Properties(), null);
        Options other = Options.read(new Properties(), " ");

        assertTrue(one.passwordIsGenerated() && other.passwordIsGenerated());
        assertEquals(20, one.adminPassword().length());
        assertNotEquals(one.adminPassword(), other.adminPassword());
    }

    @Test
    void aPortThatIsNoneIsRefusedInOneLine() {
        var refused = assertThrows(LaunchException.class, () -> Options.read(given("takt.run.port", "http"), "secret"));

        assertEquals("takt.run.port: expected a number from 1 to 65535, was http", refused.getMessage());
    }

    @Test
    void aTakenPortIsRefusedInOneLine() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Options options = Options.read(given("takt.run.port", Integer.toString(other.getLocalPort())), "secret");

            var refused = assertThrows(LaunchException.class, () -> Checks.all(options));

            assertTrue(refused.getMessage().startsWith("Port " + other.getLocalPort() + " of 127.0.0.1 is taken"));
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsRefusedInOneLine() throws IOException {
        int free = freePort();
        Properties given = given("takt.run.port", Integer.toString(freePort()));
        given.setProperty("takt.run.db.url", "jdbc:postgresql://127.0.0.1:" + free + "/takt");

        var refused = assertThrows(LaunchException.class, () -> Checks.all(Options.read(given, "secret")));

        assertTrue(refused.getMessage()
                .startsWith("The database jdbc:postgresql://127.0.0.1:" + free + "/takt cannot be used"));
        assertEquals(1, refused.getMessage().lines().count());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Properties given(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }
}
