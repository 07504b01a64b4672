package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.NodeInfo;
import dev.takt.api.Page;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.Status;
import dev.takt.api.TaskQuery;
import dev.takt.cluster.Node;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of schedules, functions and nodes. */
@OnBothDatabases
class ListsTest {
    private final Setup setup;
    private final TaktNode node;
    private final Scheduler scheduler;

    ListsTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup)
                .setting("takt.workers", "7")
                .setting("takt.node-name", "alpha")
                .setting("takt.cluster", "night")
                .holding()
                .start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void schedulesAreFoundByFunctionByPartOfTheirNameAndWhetherTheyArePaused() {
        scheduler.schedule(call("math.sqrt", 9).daily().name("Root"));
        scheduler.schedule(call("math.floor", 1.5).daily().name("floor"));
        scheduler.pause(scheduler.find("floor").orElseThrow().id());

        assertEquals(List.of("Root"), names(new ScheduleQuery(null, "math.sqrt", null, null, null, null, 10)));
        assertEquals(
                List.of("Root"), names(new ScheduleQuery("OO", null, null, null, ScheduleCondition.ACTIVE, null, 10)));
        assertEquals(List.of("floor", "Root"), names(new ScheduleQuery("oo", null, null, null, null, null, 10)));
        assertEquals(
                List.of("floor"), names(new ScheduleQuery(null, null, null, null, ScheduleCondition.PAUSED, null, 10)));
        assertEquals(
                List.of("Root"), names(new ScheduleQuery(null, null, null, null, ScheduleCondition.ACTIVE, null, 10)));
        assertEquals(
                List.of(), names(new ScheduleQuery(null, "math.sqrt", null, null, ScheduleCondition.PAUSED, null, 10)));
    }

    @Test
    void signsThatDatabasesReadAsPatternsAreMereSigns() {
        scheduler.schedule(call("math.sqrt", 9).daily().name("100% sure!"));
        scheduler.schedule(call("math.sqrt", 9).daily().name("100 sure"));

        assertEquals(List.of("100% sure!"), names(new ScheduleQuery("0%", null, null, null, null, null, 10)));
        assertEquals(List.of("100% sure!"), names(new ScheduleQuery("e!", null, null, null, null, null, 10)));
        assertEquals(List.of(), names(new ScheduleQuery("100_sure", null, null, null, null, null, 10)));
    }

    @Test
    void aFullLastPageHasNoNextOne() {
        for (int i = 0; i < 4; i++) {
            scheduler.schedule(call("math.sqrt", i).daily());
        }

        Page<Schedule> first = scheduler.schedules(ScheduleQuery.newest(2));
        assertEquals(List.of(4L, 3L), ids(first));
        assertEquals(3L, first.next());
        Page<Schedule> last = scheduler.schedules(new ScheduleQuery(null, null, null, null, null, first.next(), 2));
        assertEquals(List.of(2L, 1L), ids(last));
        assertNull(last.next());
    }

    @Test
    void aPageHasOneToFiveHundredRows() {
        for (int limit : List.of(1, 500)) {
            assertEquals(List.of(), ids(scheduler.schedules(ScheduleQuery.newest(limit))));
            assertEquals(List.of(), scheduler.tasks(TaskQuery.newest(limit)).items());
        }
        for (int limit : List.of(0, 501)) {
            Problem expected = new Problem("limit", "expected a whole number from 1 to 500, was " + limit);
            assertEquals(
                    List.of(expected),
                    assertThrows(
                                    ScheduleRejectedException.class,
                                    () -> scheduler.schedules(ScheduleQuery.newest(limit)))
                            .problems());
            assertEquals(
                    List.of(expected),
                    assertThrows(ScheduleRejectedException.class, () -> scheduler.tasks(TaskQuery.newest(limit)))
                            .problems());
        }
    }

    @Test
    void aListShowsTheStateOfEach() {
        scheduler.schedule(call("math.sqrt", 9).daily());
        node.database().execute("INSERT INTO takt_schedule (func, schedule_type) VALUES ('reports.close', 'D')");

        assertEquals(
                List.of(ScheduleState.WAITING_FOR_FUNCTION, ScheduleState.ACTIVE),
                scheduler.schedules(ScheduleQuery.newest(10)).items().stream()
                        .map(Schedule::state)
                        .toList());
    }

    @Test
    void theStatusTellsWhatIsGoingOnWhereAndSinceWhen() {
        for (int i = 0; i < 3; i++) {
            scheduler.run(call("math.sqrt", i));
        }
        node.poll();
        Status status = scheduler.status();

        assertEquals("development", status.version());
        assertTrue(status.database().startsWith(setup.isPostgresql() ? "PostgreSQL 18" : "H2 2"), status.database());
        assertEquals(3, status.queued());
        assertEquals(0, status.running());
        assertEquals(7, status.workers());
        assertEquals(1, status.nodes().size());
        NodeInfo self = status.nodes().get(0);
        assertEquals(node.get(Node.class).id(), self.id());
        assertEquals("alpha", self.name());
        assertEquals("night", self.cluster());
        assertFalse(self.draining());
        assertTrue(self.self());
        for (Instant instant : List.of(self.startedAt(), self.beatAt())) {
            Duration ago = Duration.between(instant, status.now());
            assertTrue(ago.compareTo(Duration.ofMinutes(5)) < 0, () -> ago + " ago");
        }
    }

    @Test
    void otherNodesAreListedByNameAndDrainingOnesAreMarked() {
        node.database()
                .execute("INSERT INTO takt_node (id, name, cluster, draining) VALUES (1, 'aardvark', 'day', TRUE)");

        List<NodeInfo> nodes = scheduler.status().nodes();
        assertEquals(
                List.of("aardvark", "alpha"), nodes.stream().map(NodeInfo::name).toList());
        assertTrue(nodes.get(0).draining());
        assertFalse(nodes.get(0).self());
    }

    @Test
    void functionsAndHooksAreListed() {
        assertTrue(scheduler.functions().stream()
                .anyMatch(function -> function.name().equals("math.sqrt")));
        assertTrue(scheduler.hooks().stream().anyMatch(hook -> hook.name().equals("hooks.printResult")));
    }

    private List<String> names(ScheduleQuery query) {
        return scheduler.schedules(query).items().stream().map(Schedule::name).toList();
    }

    private static List<Long> ids(Page<Schedule> page) {
        return page.items().stream().map(Schedule::id).toList();
    }
}
