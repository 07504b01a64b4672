package dev.takt.web.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Missed;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleSort;
import dev.takt.api.TaskSort;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();

    @Test
    void whatIsLeftOutHasItsDefault() {
        Parameters parameters = new Parameters(query);
        assertEquals(50, parameters.limit(500));
        assertEquals(10, parameters.count("n", 500, 10));
        assertNull(parameters.id("before"));
        assertNull(parameters.flag("paused"));
        assertNull(parameters.choice("missed", Missed.values()));
        assertDoesNotThrow(parameters::check);
    }

    @Test
    void whatIsThereIsRead() {
        query.putSingle("limit", "500");
        query.putSingle("before", "17");
        query.putSingle("paused", "false");
        query.putSingle("missed", "BY_RULE");
        Parameters parameters = new Parameters(query);
        assertEquals(500, parameters.limit(500));
        assertEquals(17L, parameters.id("before"));
        assertEquals(false, parameters.flag("paused"));
        assertEquals(Missed.BY_RULE, parameters.choice("missed", Missed.values()));
    }

    @Test
    void allProblemsAreNamedTogether() {
        query.putSingle("limit", "501");
        query.putSingle("before", "x");
        query.putSingle("paused", "yes");
        query.putSingle("missed", "skip");
        query.putSingle("sort", "name");
        Parameters parameters = new Parameters(query);
        parameters.limit(500);
        parameters.id("before");
        parameters.flag("paused");
        parameters.choice("missed", Missed.values());
        assertEquals(
                List.of(
                        new Problem("limit", "expected a whole number from 1 to 500, was \"501\""),
                        new Problem("before", "expected a whole number from 1 on, was \"x\""),
                        new Problem("paused", "expected true or false, was \"yes\""),
                        new Problem("missed", "expected one of SKIP, BY_RULE, was \"skip\""),
                        new Problem("sort", "there is no such parameter; there are before, limit, missed, paused")),
                assertThrows(MalformedException.class, parameters::check).problems());
    }

    @Test
    void aTextWithTheCharacterZeroIsRefusedBeforeADatabaseDoesIt() {
        query.putSingle("name", "a\0b");
        Parameters parameters = new Parameters(query);
        parameters.text("name");
        assertThrows(MalformedException.class, parameters::check);
    }

    @Test
    void missedSlotsAreSkippedUnlessTheRequestSaysOtherwise() {
        assertEquals(Missed.SKIP, ResumeRequest.missed(query, JsonValue.EMPTY_JSON_OBJECT));
        query.putSingle("missed", "BY_RULE");
        assertEquals(Missed.BY_RULE, ResumeRequest.missed(query, JsonValue.EMPTY_JSON_OBJECT));
    }

    @Test
    void anUnknownOrderIsRefusedWithTheKnownOnes() {
        query.putSingle("sort", "-nextRun");
        assertEquals(
                ScheduleSort.NEXT_RUN_BACKWARDS, new Parameters(query).sort(ScheduleSort.values(), ScheduleSort::text));

        query.putSingle("sort", "colour");
        Parameters parameters = new Parameters(query);
        assertNull(parameters.sort(TaskSort.values(), TaskSort::text));
        MalformedException refused = assertThrows(MalformedException.class, parameters::check);
        assertEquals(List.of(new Problem("sort", "expected one of -id, id, was \"colour\"")), refused.problems());
    }
}
