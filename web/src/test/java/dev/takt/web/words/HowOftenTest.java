package dev.takt.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.ScheduleType;
import dev.takt.web.Examples;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HowOftenTest {
    @ParameterizedTest
    @CsvSource({
        "ONCE,      ,     ,           once",
        "INTERVAL,  PT90S,,           every 1 min 30 s",
        "INTERVAL,  rubbish,,         every rubbish",
        "MINUTES,   ,     1,          every minute",
        "MINUTES,   ,     5,          every 5 minutes",
        "MINUTES,   ,     ,           every minute",
        "BIWEEKLY,  ,     ,           every 2 weeks",
        "CRON,      ,     ,           cron 0 3 * * *"
    })
    void aRhythmIsSaidInWords(ScheduleType type, String every, Integer minutes, String words) {
        assertEquals(words, HowOften.of(Examples.schedule(type, every, minutes, "0 3 * * *")));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasItsWords(ScheduleType type) {
        Assertions.assertDoesNotThrow(() -> HowOften.of(Examples.schedule(type, "PT1S", 1, "* * * * *")));
    }

    @Test
    void aTypeThatCannotBeReadIsSaidSo() {
        assertEquals("cannot be read", HowOften.of(Examples.schedule(null, null, null, null)));
    }

    @Test
    void aTextThatThereIsNotIsABug() {
        Assertions.assertThrows(MissingResourceException.class, () -> Texts.of("no.such.text"));
    }
}
