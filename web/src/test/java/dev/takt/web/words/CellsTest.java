package dev.takt.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.web.Examples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    @Test
    void aCallIsWrittenAsInJava() {
        assertEquals("math.copysign(2,-2)", Cells.call("math.copysign", "[2,-2]", null));
        assertEquals("math.copysign(2, -2)", Cells.call("math.copysign", "2, -2", ""));
        assertEquals("reports.close({\"year\":2026})", Cells.call("reports.close", null, "{\"year\":2026}"));
        assertEquals("clean.up()", Cells.call("clean.up", null, null));
    }

    @Test
    void aLongTextEndsInDots() {
        assertEquals("abc…", Cells.shortened("abcdefgh", 4));
        assertEquals("abcd", Cells.shortened("abcd", 4));
    }

    @Test
    void onlyTheFirstLineIsShown() {
        assertEquals("first…", Cells.shortened("first\nsecond", 40));
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertEquals("a…", Cells.shortened("a\ud83d\ude00bc", 3));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0125S, 12 ms",
        "PT2.5S, 2.5 s",
        "PT30S, 30 s",
        "PT59.999S, 59.99 s",
        "PT1M, 1 min",
        "PT1H5M, 1 h 5 min",
        "P2DT3S, 2 d 3 s"
    })
    void aDurationIsSaidInWords(Duration duration, String words) {
        assertEquals(words, Elapsed.inWords(duration));
    }

    @Test
    void aTaskTookTheTimeBetweenStartAndEnd() {
        assertEquals("1.5 s", new Wording().took(Examples.failedTask()));
    }

    @Test
    void anIdIsAPositiveNumber() {
        assertEquals(17L, Ids.read(" 17 "));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-1", "x", "1 2", "99999999999999999999"})
    void anythingElseIsNoId(String text) {
        assertNull(Ids.read(text));
    }
}
