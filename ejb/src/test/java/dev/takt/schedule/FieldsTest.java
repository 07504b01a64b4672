package dev.takt.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Overlap;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of field at the edges of what it takes. */
class FieldsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void nullAndNothingAreLeftOut() {
        Fields fields = fields("{'a': null}");

        for (String field : List.of("a", "b")) {
            assertFalse(fields.isSet(field));
            assertNull(fields.text(field, 10));
            assertNull(fields.number(field, 1, 10));
            assertNull(fields.smallNumber(field, 1, 10));
            assertNull(fields.flag(field));
            assertNull(fields.instant(field));
            assertNull(fields.duration(field, SECOND));
            assertNull(overlap(fields, field));
        }
        assertDoesNotThrow(fields::check);
    }

    @Test
    void aTextHasOneToSoManyCharacters() {
        Fields fields = fields("{'short': 'abc', 'long': 'abcd', 'blank': '  ', 'number': 7}");

        assertEquals("abc", fields.text("short", 3));
        assertNull(fields.text("long", 3));
        assertNull(fields.text("blank", 3));
        assertNull(fields.text("number", 3));
        assertEquals(
                List.of(
                        new Problem("long", "expected 1 to 3 characters, was 4"),
                        new Problem("blank", "expected 1 to 3 characters, was 2"),
                        new Problem("number", "expected a text, was 7")),
                problems(fields));
    }

    @Test
    void aNumberLiesInItsRange() {
        Fields fields =
                fields("{'least': 1, 'most': 3, 'below': 0, 'above': 4, 'half': 1.5, 'huge': 1e30, 'text': '2'}");

        assertEquals(1L, fields.number("least", 1, 3));
        assertEquals(3, fields.smallNumber("most", 1, 3));
        for (String wrong : List.of("below", "above", "half", "huge", "text")) {
            assertNull(fields.number(wrong, 1, 3));
        }
        assertEquals(
                List.of(
                        new Problem("below", "expected a whole number from 1 to 3, was 0"),
                        new Problem("above", "expected a whole number from 1 to 3, was 4"),
                        new Problem("half", "expected a whole number from 1 to 3, was 1.5"),
                        new Problem("huge", "expected a whole number from 1 to 3, was 1E+30"),
                        new Problem("text", "expected a whole number from 1 to 3, was \"2\"")),
                problems(fields));
    }

    @Test
    void aDurationLiesInItsRangeAndIsWrittenInOneWay() {
        Fields fields = fields("{'least': 'PT1S', 'most': 'PT60S', 'below': 'PT0.999S', 'above': 'PT61S', 'no': 7,"
                + " 'ages': 'P36500D', 'eternity': 'P36501D'}");

        assertEquals("PT1S", fields.duration("least", SECOND));
        assertEquals("PT1M", fields.duration("most", SECOND, Duration.ofMinutes(1)));
        assertEquals("PT876000H", fields.duration("ages", SECOND));
        assertNull(fields.duration("below", SECOND));
        assertNull(fields.duration("above", SECOND, Duration.ofMinutes(1)));
        assertNull(fields.duration("no", SECOND));
        assertNull(fields.duration("eternity", SECOND));
        assertEquals(
                List.of(
                        new Problem(
                                "below",
                                "expected an ISO-8601 duration of at least PT1S, such as PT30S, was \"PT0.999S\""),
                        new Problem(
                                "above",
                                "expected an ISO-8601 duration of at least PT1S and at most PT1M, such as PT30S,"
                                        + " was \"PT61S\""),
                        new Problem("no", "expected an ISO-8601 duration of at least PT1S, such as PT30S, was 7"),
                        new Problem(
                                "eternity",
                                "expected an ISO-8601 duration of at least PT1S, such as PT30S, was \"P36501D\"")),
                problems(fields));
    }

    @Test
    void anInstantIsKeptToTheMicrosecondWithinTheYearsOfTheDatabase() {
        Fields fields = fields("{'fine': '2027-01-01T01:00:00.123456789+01:00', 'first': '1970-01-01T00:00:00Z',"
                + " 'last': '9999-12-31T00:00:00Z', 'before': '1969-12-31T23:59:59Z',"
                + " 'after': '9999-12-31T00:00:01Z'}");

        assertEquals(Instant.parse("2027-01-01T00:00:00.123456Z"), fields.instant("fine"));
        assertEquals(Instant.EPOCH, fields.instant("first"));
        assertEquals(Instant.parse("9999-12-31T00:00:00Z"), fields.instant("last"));
        assertNull(fields.instant("before"));
        assertNull(fields.instant("after"));
        assertEquals(
                List.of("before", "after"),
                problems(fields).stream().map(Problem::field).toList());
    }

    @Test
    void aFlagIsTrueOrFalseAndNoText() {
        Fields fields = fields("{'yes': true, 'no': false, 'perhaps': 'true'}");

        assertEquals(true, fields.flag("yes"));
        assertEquals(false, fields.flag("no"));
        assertNull(fields.flag("perhaps"));
        assertEquals(List.of(new Problem("perhaps", "expected true or false, was \"true\"")), problems(fields));
    }

    @Test
    void aChoiceIsOneOfItsWordsElseTheNearestIsNamed() {
        Fields fields = fields("{'right': 'SKIP', 'misspelt': 'SKIPP', 'number': 7}");

        assertEquals(Overlap.SKIP, overlap(fields, "right"));
        assertNull(overlap(fields, "misspelt"));
        assertNull(overlap(fields, "number"));
        assertEquals(
                List.of(
                        new Problem("misspelt", "expected one of ALLOW, SKIP, WAIT, was \"SKIPP\"; did you mean SKIP?"),
                        new Problem("number", "expected one of ALLOW, SKIP, WAIT, was 7")),
                problems(fields));
    }

    @Test
    void fieldsThatNobodyAskedForAreUnknownUnlessTheyAreIgnored() {
        Fields fields = fields("{'name': 'n', 'colour': 'red', 'id': 1}");
        assertEquals("n", fields.text("name", 10));
        assertTrue(fields.isSet("name"));
        fields.refuseUnknown(Set.of("id"));

        assertEquals(List.of(new Problem("colour", "there is no such field")), problems(fields));
        assertTrue(fields.hasProblem("colour"));
        assertFalse(fields.hasProblem("name"));
    }

    private static Overlap overlap(Fields fields, String field) {
        return fields.choice(
                field,
                Overlap.values(),
                text -> Arrays.stream(Overlap.values())
                        .filter(each -> each.name().equals(text))
                        .findFirst()
                        .orElse(null));
    }

    private static List<Problem> problems(Fields fields) {
        return assertThrows(ScheduleRejectedException.class, fields::check).problems();
    }

    private static Fields fields(String json) {
        try (var reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
            return new Fields(reader.readObject());
        }
    }
}
