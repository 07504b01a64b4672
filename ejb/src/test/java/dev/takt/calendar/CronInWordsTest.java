package dev.takt.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronInWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * *          | at 03:00",
                "@daily             | at 00:00",
                "*/15 * * * *       | every 15 minutes",
                "30 8 * * 1-5       | at 08:30 every day between Monday and Friday",
                "0 8 * * MON        | at 08:00 at Monday day",
                "0 8 * * SUN        | at 08:00 at Sunday day",
            })
    void anExpressionIsReadAloud(String cron, String words) {
        assertEquals(Optional.of(words), CronInWords.of(cron));
    }

    @Test
    void whereEitherOfTwoDaysMatchesThatIsSaid() {
        assertTrue(CronInWords.of("0 0 13 * 5").orElseThrow().endsWith("whichever of the two days"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0 31 2 *", "every day", "61 * * * *"})
    void whatCannotBeReadIsNotSaid(String cron) {
        assertEquals(Optional.empty(), CronInWords.of(cron));
    }
}
