package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaTest {
    @ParameterizedTest
    @ValueSource(strings = {"/login.xhtml", "/health", "/health/live", "/jakarta.faces.resource/takt.css.xhtml"})
    void theLoginItsResourcesAndTheHealthChecksAreOpen(String path) {
        assertEquals(Area.OPEN, Area.of(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v1/schedules", "/api/nothing/here", "/metrics"})
    void everythingUnderApiIsRest(String path) {
        assertEquals(Area.API, Area.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/schedules.xhtml",
                "/login.xhtml/x",
                "/x/login.xhtml",
                "/LOGIN.xhtml",
                "/healthy",
                "/apis",
                "/errors/404.xhtml",
                "/WEB-INF/web.xml",
                "/jakarta.faces.resourcex/y"
            })
    void whatIsNotListedNeedsALogin(String path) {
        assertEquals(Area.PAGE, Area.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/schedules.xhtml", "/login.xhtml", "/jakarta.faces.resource/takt.css.xhtml", "/none"})
    void aPageIsWhatPeopleSeeAndWhatItIsMadeOf(String path) {
        assertTrue(Area.isOfPages(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/api/v1/schedules", "/metrics"})
    void whatProgramsAskIsNoPage(String path) {
        assertFalse(Area.isOfPages(path));
    }
}
