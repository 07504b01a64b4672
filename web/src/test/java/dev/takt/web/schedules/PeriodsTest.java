package dev.takt.web.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
    @ParameterizedTest
    @CsvSource({
        "90 s,PT1M30S",
        "90s,PT1M30S",
        "1 h 30 min,PT1H30M",
        "2 d,PT48H",
        "0.5 s,PT0.5S",
        "1500 ms,PT1.5S",
        "1 Hour,PT1H",
        "PT30S,PT30S",
        "pt2h,PT2H",
    })
    void lengthsAreReadAsPeopleTypeThem(String typed, String iso) {
        assertEquals(iso, Periods.iso(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5", "5 parsecs", "1 h and a bit", "-5 s"})
    void whatCannotBeReadStaysAsItWasTyped(String typed) {
        assertEquals(typed, Periods.iso(typed));
    }
}
