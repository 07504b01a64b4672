package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSiteTest {
    @Test
    void aProgramSendsNoneOfTheHeaders() {
        assertTrue(sends(Map.of("Host", "takt.example")));
    }

    @Test
    void aBrowserSaysWhetherThePageIsOurs() {
        assertTrue(sends(Map.of("Sec-Fetch-Site", "same-origin", "Host", "takt.example")));
        assertTrue(sends(Map.of("Sec-Fetch-Site", "none", "Host", "takt.example")));
        assertFalse(sends(Map.of("Sec-Fetch-Site", "same-site", "Host", "takt.example")));
        assertFalse(sends(Map.of("Sec-Fetch-Site", "cross-site", "Host", "takt.example")));
    }

    @Test
    void whatTheBrowserSaysOfTheSiteGoesBeforeTheOriginWhichAProxyMayNotMatch() {
        assertTrue(sends(
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://takt.example", "Host", "10.0.0.7:8080")));
        assertFalse(sends(
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://takt.example", "Host", "takt.example")));
    }

    @Test
    void withoutItTheOriginIsThatOfTheHostOrOfTheHostThatAProxyForwardsFor() {
        assertTrue(sends(Map.of("Origin", "http://Takt.example:8080", "Host", "takt.example:8080")));
        assertTrue(sends(Map.of(
                "Origin", "http://takt.example", "Host", "10.0.0.7:8080", "X-Forwarded-Host", "takt.example, inner")));
        assertFalse(sends(Map.of("Origin", "http://takt.example:8081", "Host", "takt.example:8080")));
        assertFalse(sends(Map.of("Origin", "https://evil.example", "Host", "takt.example")));
        assertFalse(sends(Map.of("Origin", "https://takt.example.evil.example", "Host", "takt.example")));
    }

    @Test
    void anOriginThatIsHiddenOrBrokenIsForeign() {
        assertFalse(sends(Map.of("Origin", "null", "Host", "takt.example")));
        assertFalse(sends(Map.of("Origin", "https://", "Host", "takt.example")));
        assertFalse(sends(Map.of("Origin", "https://takt.example")));
    }

    private static boolean sends(Map<String, String> headers) {
        return OwnSite.sends(headers::get);
    }
}
