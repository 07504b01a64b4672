package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.TaskId;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.harness.FaultyPool;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.harness.Work;
import dev.takt.poll.Upkeep;
import dev.takt.sql.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool has no connection left, at each moment at which Takt wants one: all goes on when there is one again. */
@OnBothDatabases
class ExhaustedPoolTest {
    private final FaultyPool pool = new FaultyPool();
    private final TaktNode node;

    ExhaustedPoolTest(Setup setup) {
        node = TaktNode.on(setup).with(Work.class).dataSource(pool).start();
    }

    @AfterEach
    void stop() {
        pool.refill();
        node.close();
    }

    @Test
    void aClaimWithoutAConnectionIsMadeLater() {
        TaskId id = node.scheduler().run(call("work.do"));
        pool.exhaust();
        node.poll();
        assertEquals(0, work().runs());

        pool.refill();
        node.poll();
        assertEquals(1, work().runs());
        assertEquals("SUCCEEDED", state(id));
    }

    @Test
    void anOutcomeWithoutAConnectionWaitsAndIsRecordedOnce() {
        TaskId id = node.scheduler().run(call("work.do"));
        work().during(pool::exhaust);
        node.poll();
        assertEquals("CLAIMED", state(id));
        assertEquals(1, completions().backlog());

        pool.refill();
        completions().flush();
        assertEquals("SUCCEEDED", state(id));
        assertEquals(List.of(id.value()), work().heard());
        assertNothingIsLeft();
    }

    @Test
    void whatCannotBeToldRightAfterTheCommitIsToldLaterAndCountedOnce() {
        List<Outcome> counted = new ArrayList<>();
        completions().whenRecorded(counted::addAll);
        TaskId id = node.scheduler().run(call("work.do"));
        pool.after(sql -> {
            if (sql.contains("UPDATE takt_task") && sql.contains("started_at = ")) {
                pool.exhaust();
            }
        });
        node.poll();
        assertEquals("SUCCEEDED", state(id));
        assertEquals(1, counted.size());
        assertEquals(List.of(), work().heard());
        assertNothingIsLeft();

        pool.after(sql -> {});
        pool.refill();
        node.get(PendingHooks.class).run();
        node.get(PendingHooks.class).run();
        completions().flush();
        assertEquals(List.of(id.value()), work().heard());
        assertEquals(1, counted.size());
    }

    @Test
    void aNodeThatCannotBeatStartsNothingMoreAndGoesOnAsTheSameWhenItCan() {
        long id = node.get(Node.class).id();
        Upkeep upkeep = node.get(Upkeep.class);
        pool.exhaust();
        upkeep.tick();
        node.standStill(Duration.ofSeconds(8));
        upkeep.tick();
        upkeep.tick();
        assertFalse(node.get(Node.class).mayClaim());

        pool.refill();
        upkeep.tick();
        upkeep.tick();
        assertTrue(node.get(Node.class).mayClaim());
        assertEquals(id, node.get(Node.class).id());
    }

    private void assertNothingIsLeft() {
        assertEquals(0, completions().backlog());
        assertEquals(Set.of(), node.get(InMemory.class).tasks());
    }

    private Completions completions() {
        return node.get(Completions.class);
    }

    private Work work() {
        return node.get(Work.class);
    }

    private String state(TaskId id) {
        return node.database().stateOf(id.value());
    }
}
