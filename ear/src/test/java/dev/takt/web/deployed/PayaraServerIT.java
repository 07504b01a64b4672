package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayaraServerIT extends OnServer {
    PayaraServerIT() {
        super(new PayaraServer());
    }

    @Test
    void theCookieOfASessionIsNotSentWithPostsOfOtherSites() {
        String cookie = PageSession.cookieOfALogin(nobody(), "admin", "secret");

        assertTrue(cookie.matches("(?i).*; ?SameSite=Lax(;.*)?"), cookie);
    }

    /** Instead of {@link BuiltinFunctions}, until this is mended: decision 0019. */
    @Test
    void aBatchJobIsFoundAndFailsForItsArtifactsAreNot() {
        JsonObject task = admin().run("""
                {"func": "batch.start", "args": ["invoices"], "kwargs": {"day": "2027-01-31", "copies": 2}}""");

        assertEquals("FAILED", task.getString("state"), task.toString());
        String message = task.getJsonObject("error").getString("message");
        assertTrue(message.endsWith("ended as FAILED with exit status FAILED"), message);
    }

    @Nested
    class WithItsUsers extends AfterARestart {
        WithItsUsers() {
            super(PayaraServerIT.this);
        }
    }
}
