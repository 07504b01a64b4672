package dev.takt.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.ScheduleSort;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SortingTest {
    private final Sorting<ScheduleSort> sorting = new Sorting<>(ScheduleSort.NEWEST, ScheduleSort::text);

    @Test
    void anOrderIsReadByItsText() {
        for (ScheduleSort sort : ScheduleSort.values()) {
            assertEquals(sort, sorting.read(sort.text()));
            assertEquals(Optional.empty(), sorting.problem(sort.text()));
        }
    }

    @Test
    void withoutAnOrderThereIsTheUsualOne() {
        assertEquals(ScheduleSort.NEWEST, sorting.read(null));
        assertEquals(ScheduleSort.NEWEST, sorting.read(" "));
        assertEquals(Optional.empty(), sorting.problem(""));
        assertNull(sorting.text(ScheduleSort.NEWEST));
    }

    @Test
    void anUnknownOrderIsToldWithTheKnownOnes() {
        assertEquals(ScheduleSort.NEWEST, sorting.read("nextrun"));
        String problem = sorting.problem("nextrun").orElseThrow();
        assertTrue(problem.startsWith("sort: expected one of -id, id, name, -name, nextRun"), problem);
        assertTrue(problem.contains("nextrun"), problem);
    }

    @Test
    void theHeadOfAColumnLeadsToItsOrderAndThenBackwards() {
        assertEquals("name", sorting.next(ScheduleSort.NEWEST, "name"));
        assertEquals("-name", sorting.next(ScheduleSort.NAME, "name"));
        assertEquals("name", sorting.next(ScheduleSort.NAME_BACKWARDS, "name"));
        assertEquals("ascending", sorting.direction(ScheduleSort.NAME, "name"));
        assertEquals("descending", sorting.direction(ScheduleSort.NAME_BACKWARDS, "name"));
        assertEquals("none", sorting.direction(ScheduleSort.NAME, "nextRun"));
    }
}
