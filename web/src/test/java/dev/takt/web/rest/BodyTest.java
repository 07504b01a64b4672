package dev.takt.web.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {
    @Test
    void anObjectIsRead() throws IOException {
        assertEquals("w\u00f6rk", Body.object(bytes("{\"func\":\"w\u00f6rk\"}")).getString("func"));
    }

    @Test
    void noBodyIsNoObjectWhereNoneIsNeeded() throws IOException {
        assertTrue(Body.objectOrNothing(bytes("")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"func\":         | is no JSON at line 1",
                "{} x               | is no JSON at line 1, column 4",
                "{\"a\":1,\"a\":2}  | is no JSON at line 1",
                "{'a':1}            | is no JSON at line 1, column 2",
                "[1]                | expected a JSON object, was ARRAY",
                "7                  | expected a JSON object, was NUMBER"
            })
    void anythingElseIsRefusedWithItsPlace(String body, String problem) {
        assertTrue(problemOf(bytes(body)).startsWith(problem), () -> problemOf(bytes(body)));
    }

    @Test
    void aBodyThatIsNotThereIsRefusedWhereItIsNeeded() {
        assertTrue(problemOf(bytes("")).startsWith("is no JSON"));
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        assertEquals("cannot be read as JSON", problemOf(bytes("{\"a\":" + "[".repeat(100_000))));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        InputStream latin = new ByteArrayInputStream("{\"a\":\"\u00fc\"}".getBytes(ISO_8859_1));
        assertEquals("expected UTF-8, was something else", problemOf(latin));
    }

    @Test
    void whatIsTooLongIsRefused() {
        String tooLong = "{\"a\":\"" + "x".repeat(Body.MOST_BYTES) + "\"}";
        assertEquals("expected at most 1000000 bytes, were more", problemOf(bytes(tooLong)));
    }

    private static String problemOf(InputStream body) {
        MalformedException refusal = assertThrows(MalformedException.class, () -> Body.object(body));
        assertEquals("body", refusal.problems().get(0).field());
        return refusal.problems().get(0).message();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
