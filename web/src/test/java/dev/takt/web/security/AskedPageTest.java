package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/tasks.xhtml", "/tasks.xhtml?schedule=7&state=FAILED", "/task.xhtml?id=3#error"})
    void aPageOfOursIsGoneBackTo(String path) {
        assertEquals(path, AskedPage.named(path).path());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "tasks.xhtml",
                "//evil.example/",
                "/\\evil.example/",
                "https://evil.example/",
                "/a\\b",
                "/with space",
                "/line\nbreak",
                "/caf\u00e9",
                "/login.xhtml?from=/",
                "/api/v1/schedules",
                "/health/live"
            })
    void anythingElseBecomesTheFirstPage(String path) {
        assertEquals("/", AskedPage.named(path).path());
    }

    @Test
    void theFirstPageNeedsNoQuery() {
        assertEquals("", new AskedPage("/").asQuery());
    }

    @Test
    void theQueryIsEncoded() {
        assertEquals("?from=%2Ftasks.xhtml%3Fid%3D1%26x%3D2", new AskedPage("/tasks.xhtml?id=1&x=2").asQuery());
    }
}
