package dev.takt.calendar;

import static dev.takt.calendar.Slots.UTC;
import static dev.takt.calendar.Slots.after;
import static dev.takt.calendar.Slots.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

    /** From Monday, 2024-01-01T00:00:00Z. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            5 4 * * *              ; 2024-01-01T04:05:00Z ; 2024-01-02T04:05:00Z
            30 5 4 * * *           ; 2024-01-01T04:05:30Z ; 2024-01-02T04:05:30Z
            */20 * * * * *         ; 2024-01-01T00:00:20Z ; 2024-01-01T00:00:40Z
            5/20 * * * *           ; 2024-01-01T00:05:00Z ; 2024-01-01T00:25:00Z
            58/1 * * * *           ; 2024-01-01T00:58:00Z ; 2024-01-01T00:59:00Z
            0 8-18/5 * * *         ; 2024-01-01T08:00:00Z ; 2024-01-01T13:00:00Z
            0 3,1 * * *            ; 2024-01-01T01:00:00Z ; 2024-01-01T03:00:00Z
            0 12 * jan,Mar *       ; 2024-01-01T12:00:00Z ; 2024-01-02T12:00:00Z
            0 12 1 FEB-APR *       ; 2024-02-01T12:00:00Z ; 2024-03-01T12:00:00Z
            0 12 * * sun           ; 2024-01-07T12:00:00Z ; 2024-01-14T12:00:00Z
            0 12 * * 0             ; 2024-01-07T12:00:00Z ; 2024-01-14T12:00:00Z
            0 12 * * 7             ; 2024-01-07T12:00:00Z ; 2024-01-14T12:00:00Z
            0 12 * * 6-7           ; 2024-01-06T12:00:00Z ; 2024-01-07T12:00:00Z
            0 12 * * sat-sun       ; 2024-01-06T12:00:00Z ; 2024-01-07T12:00:00Z
            0 12 * * sun-mon       ; 2024-01-01T12:00:00Z ; 2024-01-07T12:00:00Z
            0 12 * * */3           ; 2024-01-03T12:00:00Z ; 2024-01-06T12:00:00Z
            0 0 L * *              ; 2024-01-31T00:00:00Z ; 2024-02-29T00:00:00Z
            0 0 l * *              ; 2024-01-31T00:00:00Z ; 2024-02-29T00:00:00Z
            0 0 L-2 * *            ; 2024-01-29T00:00:00Z ; 2024-02-27T00:00:00Z
            0 0 15,L * *           ; 2024-01-15T00:00:00Z ; 2024-01-31T00:00:00Z
            0 0 29-L * *           ; 2024-01-29T00:00:00Z ; 2024-01-30T00:00:00Z
            0 0 * * 5L             ; 2024-01-26T00:00:00Z ; 2024-02-23T00:00:00Z
            0 0 * * l5             ; 2024-01-26T00:00:00Z ; 2024-02-23T00:00:00Z
            0 0 * * friL           ; 2024-01-26T00:00:00Z ; 2024-02-23T00:00:00Z
            0 0 * * 0L             ; 2024-01-28T00:00:00Z ; 2024-02-25T00:00:00Z
            0 0 * 5 5L             ; 2024-05-31T00:00:00Z ; 2025-05-30T00:00:00Z
            0 0 * * sun#1          ; 2024-01-07T00:00:00Z ; 2024-02-04T00:00:00Z
            0 0 * * 5#3            ; 2024-01-19T00:00:00Z ; 2024-02-16T00:00:00Z
            0 0 * * fri#1,1#2      ; 2024-01-05T00:00:00Z ; 2024-01-08T00:00:00Z
            0 0 * * 4#5            ; 2024-02-29T00:00:00Z ; 2024-05-30T00:00:00Z
            0 0 29 2 *             ; 2024-02-29T00:00:00Z ; 2028-02-29T00:00:00Z
            0 0 * 2 1#5            ; 2044-02-29T00:00:00Z ; 2072-02-29T00:00:00Z
            @hourly                ; 2024-01-01T01:00:00Z ; 2024-01-01T02:00:00Z
            @daily                 ; 2024-01-02T00:00:00Z ; 2024-01-03T00:00:00Z
            @midnight              ; 2024-01-02T00:00:00Z ; 2024-01-03T00:00:00Z
            @weekly                ; 2024-01-07T00:00:00Z ; 2024-01-14T00:00:00Z
            @monthly               ; 2024-02-01T00:00:00Z ; 2024-03-01T00:00:00Z
            @yearly                ; 2025-01-01T00:00:00Z ; 2026-01-01T00:00:00Z
            @annually              ; 2025-01-01T00:00:00Z ; 2026-01-01T00:00:00Z
            """)
    void anExpressionMatchesWhatItSays(String expression, String first, String second) {
        assertEquals(List.of(first, second), after(slot("2024-01-01T00:00:00Z"), 2, Recurrence.cron(expression, UTC)));
    }

    @Test
    void aDayMatchesEitherFieldIfBothAreRestricted() {
        assertEquals(
                List.of("2024-09-06T00:00:00Z", "2024-09-13T00:00:00Z", "2024-09-20T00:00:00Z"),
                after(slot("2024-09-01T00:00:00Z"), 3, Recurrence.cron("0 0 13 * 5", UTC)));
        assertEquals(
                List.of("2024-09-02T00:00:00Z", "2024-09-03T00:00:00Z", "2024-09-05T00:00:00Z"),
                after(slot("2024-09-01T00:00:00Z"), 3, Recurrence.cron("0 0 */2 * 1", UTC)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 * * 1", "0 0 */1 * 1", "0 0 1-31 * 1"})
    void aDayFieldThatNamesEveryDayIsNotRestricted(String mondays) {
        assertEquals(
                List.of("2024-09-09T00:00:00Z", "2024-09-16T00:00:00Z"),
                after(slot("2024-09-02T00:00:00Z"), 2, Recurrence.cron(mondays, UTC)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "0 0 30 feb *", "0 0 31 4,6,9,11 *", "0 0 0 31 2 *", "0 0 L-30 2 *"})
    void anExpressionThatCanNeverMatchIsRefused(String never) {
        String message = refusal(never);

        assertTrue(message.contains("never match"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ''                ; expected 5 fields, or 6 with seconds first, got 0
            * * * *           ; expected 5 fields, or 6 with seconds first, got 4
            0 0 0 1 1 * 2024  ; expected 5 fields, or 6 with seconds first, got 7
            60 * * * *        ; minute: Value 60 not in range [0, 59]
            * 24 * * *        ; hour: Value 24 not in range [0, 23]
            * * 0 * *         ; day of month: Value 0 not in range [1, 31]
            * * * 13 *        ; month: Value 13 not in range [1, 12]
            * * * * 8         ; day of week: Value 8 not in range [0, 7]
            61 * * * * *      ; second: Value 61 not in range [0, 59]
            * 5-1 * * *       ; hour: Invalid range! [5,1]
            */0 * * * *       ; minute: Period 0 not in range [0, 59]
            1- * * * *        ; minute:
            1-5/ * * * *      ; minute: expected a number, name, range or step, got "1-5/"
            , * * * *         ; minute:
            5, * * * *        ; minute:
            -5 * * * *        ; minute:
            /5 * * * *        ; minute:
            1-5/2/3 * * * *   ; minute: expected a number, name, range or step, got "1-5/2/3"
            * * * * fri-L     ; day of week: no range can end with L
            foo * * * *       ; minute:
            * * * juin *      ; month:
            L * * * *         ; minute:
            * * 15L * *       ; day of month: expected L or L-n, got 15L
            * * 5#2 * *       ; day of month:
            * * ? * *         ; day of month:
            * * 15W * *       ; day of month:
            * * * * L         ; day of week: expected 5L (the last Friday) or 5#1 to 5#5 (the first to fifth), got L
            * * * * 5#6       ; day of week: expected 5L (the last Friday) or 5#1 to 5#5 (the first to fifth), got 5#6
            * * * * 5#        ; day of week: expected a number, name, range or step, got "5#"
            0 1|2 * * *       ; hour:
            @reboot           ; unknown nickname, expected one of [@ANNUALLY, @DAILY
            """)
    void aRefusalNamesTheFieldAndWhatIsWrong(String expression, String problem) {
        String message = refusal(expression);

        assertTrue(message.startsWith("cron expression \"" + expression + "\": " + problem), message);
    }

    @Test
    void anExpressionIsShownAsItWasRead() {
        assertEquals("0 3 * * MON", CronExpression.parse(" 0  3 * * mon ").toString());
        assertEquals("0 0 * * *", CronExpression.parse("@daily").toString());
    }

    private static String refusal(String expression) {
        InvalidCronException refused = assertThrows(InvalidCronException.class, () -> Recurrence.cron(expression, UTC));
        return String.valueOf(refused.getMessage());
    }
}
