package dev.takt.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,-2]          | [2,-2]",
                "2, -2           | [2,-2]",
                "9               | [9]",
                "{\"a\":1}       | [{\"a\":1}]",
                "[]              | []",
                "two, three      | \"two, three\"",
                "[1              | \"[1\"",
                "1],[2           | \"1],[2\""
            })
    void argumentsAreAnArrayWithOrWithoutBracketsOrElseTheTextItself(String stored, String shown) {
        assertEquals(shown, String.valueOf(StoredJson.arguments(stored)));
    }

    @Test
    void noArgumentsAreNull() {
        assertNull(StoredJson.arguments(null));
        assertNull(StoredJson.arguments(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-2.0        | -2.0",
                "\"done\"    | \"done\"",
                "null        | null",
                "{\"a\":[1]} | {\"a\":[1]}",
                "done        | \"done\"",
                "1 2         | \"1 2\""
            })
    void aValueIsJsonOrElseTheTextItself(String stored, String shown) {
        assertEquals(shown, String.valueOf(StoredJson.value(stored)));
    }

    @Test
    void whatIsNestedTooDeeplyIsShownAsText() {
        String deep = "[".repeat(100_000);
        assertEquals(100_002, String.valueOf(StoredJson.value(deep)).length());
    }
}
