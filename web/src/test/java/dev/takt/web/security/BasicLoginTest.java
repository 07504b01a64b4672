package dev.takt.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.web.security.BasicLogin.NameAndPassword;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicLoginTest {
    @Test
    void nameAndPasswordAreInTheHeader() {
        assertEquals(pair("ann", "secret"), BasicLogin.credentials("Basic " + base64("ann:secret")));
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        assertEquals(pair("ann", "secret"), BasicLogin.credentials("bAsIc " + base64("ann:secret")));
    }

    @Test
    void aPasswordMayHoldColonsAndUmlauts() {
        assertEquals(pair("ann", "a:b:\u00fc"), BasicLogin.credentials("Basic " + base64("ann:a:b:\u00fc")));
    }

    @Test
    void aPasswordMayBeEmpty() {
        assertEquals(pair("ann", ""), BasicLogin.credentials("Basic " + base64("ann:")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic YW5u", "Basic OnNlY3JldA==", "Bearer YW5uOng="})
    void anythingElseIsNoLogin(String header) {
        assertEquals(Optional.empty(), BasicLogin.credentials(header));
    }

    private static Optional<NameAndPassword> pair(String name, String password) {
        return Optional.of(new NameAndPassword(name, password));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
