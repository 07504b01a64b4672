package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaktConfigTest {
    @Test
    void withoutSettingsTheDefaultsHold() {
        TaktConfig config = read(Map.of());

        assertTrue(config.catchUp());
        assertEquals(1000, config.catchUpLimit());
        assertEquals(Duration.ofSeconds(10), config.nodeTimeout());
        assertEquals("UTC", config.zone().getId());
        assertTrue(config.timeout().isEmpty());
        assertEquals(Duration.ofMinutes(5), config.transactionTimeout());
    }

    /** The pools of server-config have 40 connections, and 6 of them are Takt's own. */
    @Test
    void evenALargeMachineHasRoomForTheUsualNumberOfWorkers() {
        assertEquals(8, TaktConfig.usualWorkers(1));
        assertEquals(16, TaktConfig.usualWorkers(4));
        assertEquals(32, TaktConfig.usualWorkers(128));
    }

    @Test
    void aTransactionGetsASecondAtLeast() {
        var refused =
                assertThrows(ConfigurationException.class, () -> read(Map.of("takt.transaction-timeout", "PT0.5S")));

        assertTrue(refused.getMessage()
                .contains("takt.transaction-timeout: expected an ISO-8601 duration of at least PT1S, was \"PT0.5S\""));
    }

    @Test
    void allProblemsAreToldTogether() {
        var refused = assertThrows(
                ConfigurationException.class,
                () -> read(Map.of("takt.workers", "many", "takt.zone", "Mars/Olympus", "takt.catch-upp", "true")));

        assertTrue(refused.getMessage().contains("takt.workers: expected a whole number from 1 to 1000, was \"many\""));
        assertTrue(refused.getMessage().contains("takt.zone: expected an IANA zone"));
        assertTrue(refused.getMessage().contains("takt.catch-upp: there is no such key; did you mean takt.catch-up"));
    }

    @Test
    void theBuildsOwnKeysAndThoseOfOthersAreNotTaktsBusiness() {
        read(Map.of("takt.run.port", "8080", "other.key", "1"));
    }

    @Test
    void thePasswordIsNotPartOfWhatIsLogged() {
        TaktConfig config = read(Map.of("takt.admin-password", "secret"));

        assertFalse(config.toString().contains("secret"));
        assertFalse(config.effective().toString().contains("secret"));
    }

    @Test
    void commandsOfTheShellAreAbsolutePathsOrNone() {
        assertEquals(Set.of(), read(Map.of()).shellCommands());
        assertEquals(
                Set.of("/bin/echo", "/opt/a b/close.sh"),
                read(Map.of("takt.shell.commands", " /bin/echo , /opt/a b/close.sh,/bin/echo"))
                        .shellCommands());
        for (String wrong : List.of("echo", "/bin/echo,sh", "/bin/echo,", "none,/bin/echo")) {
            var refused = assertThrows(ConfigurationException.class, () -> read(Map.of("takt.shell.commands", wrong)));
            assertTrue(
                    refused.getMessage()
                            .contains(
                                    "takt.shell.commands: expected none, or absolute paths separated by commas, was \""
                                            + wrong + "\""),
                    refused.getMessage());
        }
    }

    @Test
    void pagesAreThereUnlessTheyAreSwitchedOff() {
        assertTrue(read(Map.of()).page());
        assertTrue(read(Map.of("takt.page", "on")).page());
        assertFalse(read(Map.of("takt.page", "off")).page());

        var refused = assertThrows(ConfigurationException.class, () -> read(Map.of("takt.page", "none")));
        assertTrue(refused.getMessage().contains("takt.page: expected on or off, was \"none\""));
    }

    @Test
    void whatACallerOfTaktEarIsToldIsNotTaktsBusiness() {
        TaktConfig config = read(Map.of("takt.remote.user", "ada", "takt.remote.password", "secret"));

        assertFalse(config.toString().contains("secret"));
    }

    @Test
    void usersAreOurOwnUnlessTheyAreToBeTheServers() {
        assertFalse(read(Map.of()).usersOfServer());
        assertFalse(read(Map.of("takt.users", "own")).usersOfServer());
        assertTrue(read(Map.of("takt.users", "server")).usersOfServer());

        var refused = assertThrows(ConfigurationException.class, () -> read(Map.of("takt.users", "ldap")));
        assertTrue(refused.getMessage().contains("takt.users: expected own or server, was \"ldap\""));
    }

    private static TaktConfig read(Map<String, String> settings) {
        return TaktConfig.read(key -> Optional.ofNullable(settings.get(key)), settings.keySet());
    }
}
