package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleSort;
import dev.takt.api.Scheduler;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules in every order, page by page. */
@OnBothDatabases
class SortedListsTest {
    private static final Instant NOON = Instant.parse("2099-01-01T12:00:00Z");

    private final TaktNode node;
    private final Scheduler scheduler;

    SortedListsTest(Setup setup) {
        node = TaktNode.on(setup).holding().start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void byNameThoseWithoutANameComeLastEitherWay() {
        long nameless = make(null, "math.sqrt", NOON);
        long bar = make("bar", "math.sqrt", NOON);
        long foo = make("foo", "math.sqrt", NOON);
        long alsoNameless = make(null, "math.sqrt", NOON);

        assertEquals(List.of(bar, foo, alsoNameless, nameless), inPages(ScheduleSort.NAME, 10));
        assertEquals(List.of(foo, bar, alsoNameless, nameless), inPages(ScheduleSort.NAME_BACKWARDS, 10));
        assertEquals(List.of(bar, foo, alsoNameless, nameless), inPages(ScheduleSort.NAME, 1));
        assertEquals(List.of(bar, foo, alsoNameless, nameless), inPages(ScheduleSort.NAME, 2));
    }

    @Test
    void byNextRunPrioritiesMakeNoDifferenceAndThoseThatWillNotRunComeLast() {
        long paused = make("paused", "math.sqrt", NOON.minusSeconds(5));
        scheduler.pause(paused);
        long third = make("third", "math.sqrt", NOON.plusSeconds(3));
        long first = make("first", "math.sqrt", NOON.plusSeconds(1));
        long second = make("second", "math.sqrt", NOON.plusSeconds(2));
        node.database().execute("UPDATE takt_schedule SET priority = 2 WHERE id = " + first);
        node.database().execute("UPDATE takt_schedule SET priority = 0 WHERE id = " + third);

        for (int limit : List.of(1, 2, 3, 4, 10)) {
            assertEquals(List.of(first, second, third, paused), inPages(ScheduleSort.NEXT_RUN, limit));
            assertEquals(List.of(third, second, first, paused), inPages(ScheduleSort.NEXT_RUN_BACKWARDS, limit));
        }
    }

    @Test
    void manyThatAreDueAtTheSameInstantAreEachListedOnce() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(make(null, "math.sqrt", NOON));
        }

        assertEquals(made, inPages(ScheduleSort.NEXT_RUN, 3));
        assertEquals(made, inPages(ScheduleSort.FUNC, 3));
    }

    @Test
    void byFunctionAndByLastRunThereAreAsManyPagesAsForTheOthers() {
        long sqrt = make(null, "math.sqrt", NOON);
        long ceil = make(null, "math.ceil", NOON);
        long floor = make(null, "math.floor", NOON);
        lastRun(sqrt, "2026-01-02 10:00:00+00");
        lastRun(floor, "2026-01-01 10:00:00+00");

        assertEquals(List.of(ceil, floor, sqrt), inPages(ScheduleSort.FUNC, 1));
        assertEquals(List.of(sqrt, floor, ceil), inPages(ScheduleSort.FUNC_BACKWARDS, 2));
        assertEquals(List.of(floor, sqrt, ceil), inPages(ScheduleSort.LAST_RUN, 1));
        assertEquals(List.of(sqrt, floor, ceil), inPages(ScheduleSort.LAST_RUN_BACKWARDS, 10));
    }

    @Test
    void filtersHoldInEveryOrder() {
        long paused = make("b", "math.sqrt", NOON);
        scheduler.pause(paused);
        make("a", "math.sqrt", NOON);
        long alsoPaused = make(null, "math.ceil", NOON);
        scheduler.pause(alsoPaused);

        for (ScheduleSort sort : ScheduleSort.values()) {
            ScheduleQuery query =
                    ScheduleQuery.newest(1).in(ScheduleCondition.PAUSED).by(sort);
            assertEquals(Set.of(paused, alsoPaused), new TreeSet<>(inPages(query)), sort.text());
        }
    }

    @Test
    void whatNeedsAttentionIsListedInEveryOrder() {
        long broken = make("b", "math.sqrt", NOON);
        make("a", "math.sqrt", NOON);
        node.database().execute("UPDATE takt_schedule SET broken = 'cron: no' WHERE id = " + broken);

        for (ScheduleSort sort : ScheduleSort.values()) {
            ScheduleQuery query =
                    ScheduleQuery.newest(1).in(ScheduleCondition.BROKEN).by(sort);
            assertEquals(List.of(broken), inPages(query), sort.text());
        }
    }

    @Test
    void aPageSaysWhereToGoOnAfterALookAtSoMany() {
        long wanted = make("wanted", "math.floor", NOON);
        String insert = "INSERT INTO takt_schedule (name, func, next_run) SELECT 'n' || %1$s, 'math.sqrt',"
                + " TIMESTAMP WITH TIME ZONE '2099-01-01 10:00:00+00' FROM %2$s";
        int many = Stretch.REACH_BY_ID + 1;
        node.database()
                .execute(
                        node.database().isPostgresql()
                                ? insert.formatted("n", "generate_series(1, " + many + ") AS n")
                                : insert.formatted("x", "system_range(1, " + many + ")"));

        for (ScheduleSort sort : List.of(ScheduleSort.NEWEST, ScheduleSort.NAME, ScheduleSort.NEXT_RUN)) {
            ScheduleQuery query = new ScheduleQuery(null, "math.floor", null, null, null, sort, null, null, 10);
            Page<Schedule> page = scheduler.schedules(query);
            assertEquals(List.of(), page.items(), sort.text());
            assertEquals(List.of(wanted), inPages(query), sort.text());
        }
    }

    @Test
    void aPlaceThatNoPageHasNamedIsRefused() {
        for (String after : List.of("", "2", "0~7", "1~7~x", "0~-7~x", "0~7~yesterday", "0~7~\0")) {
            ScheduleQuery query =
                    new ScheduleQuery(null, null, null, null, null, ScheduleSort.NEXT_RUN, null, after, 10);
            var refused = assertThrows(ScheduleRejectedException.class, () -> scheduler.schedules(query), after);
            assertEquals("after", refused.problems().get(0).field());
            assertTrue(refused.problems().get(0).message().contains("\"" + after + "\""));
        }
    }

    @Test
    void aPlaceOfAnotherOrderIsRefused() {
        ScheduleQuery byId = new ScheduleQuery(null, null, null, null, null, ScheduleSort.OLDEST, null, "0~7~x", 10);
        ScheduleQuery byName = new ScheduleQuery(null, null, null, null, null, ScheduleSort.NAME, 7L, null, 10);

        assertEquals(
                "after",
                assertThrows(ScheduleRejectedException.class, () -> scheduler.schedules(byId))
                        .problems()
                        .get(0)
                        .field());
        assertEquals(
                "before",
                assertThrows(ScheduleRejectedException.class, () -> scheduler.schedules(byName))
                        .problems()
                        .get(0)
                        .field());
    }

    private long make(String name, String func, Instant nextRun) {
        var planned = call(func, 9.0).daily().nextRun(nextRun);
        return scheduler.schedule(name == null ? planned : planned.name(name)).id();
    }

    private void lastRun(long schedule, String at) {
        node.database()
                .execute("UPDATE takt_schedule SET last_run = TIMESTAMP WITH TIME ZONE '" + at + "' WHERE id = "
                        + schedule);
    }

    private List<Long> inPages(ScheduleSort sort, int limit) {
        return inPages(ScheduleQuery.newest(limit).by(sort));
    }

    private List<Long> inPages(ScheduleQuery query) {
        List<Long> ids = new ArrayList<>();
        Page<Schedule> page = scheduler.schedules(query);
        page.items().forEach(schedule -> ids.add(schedule.id()));
        while (page.next() != null || page.after() != null) {
            assertTrue(page.items().size() <= query.limit());
            page = scheduler.schedules(query.following(page));
            page.items().forEach(schedule -> ids.add(schedule.id()));
        }
        return ids;
    }
}
