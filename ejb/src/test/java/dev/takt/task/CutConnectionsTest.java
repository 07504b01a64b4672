package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.cluster.Reconcile;
import dev.takt.harness.FaultyPool;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.poll.Upkeep;
import dev.takt.sql.Outcome;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of PostgreSQL end in the middle of something, or only their answers are lost. */
class CutConnectionsTest {
    private static final String CUT = """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NEW; END $$""";

    private static final String CUT_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private static final int CONNECTIONS = 20;

    private final FaultyPool pool = new FaultyPool();
    private final List<Outcome> counted = new ArrayList<>();
    private TaktNode node;

    @BeforeEach
    void start() {
        node = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK)
                .with(Counting.class)
                .dataSource(pool)
                .start();
        node.get(Completions.class).whenRecorded(counted::addAll);
        node.database().execute(CUT);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aSlotWhoseClaimIsCutIsClaimedAgain() {
        node.scheduler().schedule(call("counting.count").every(Duration.ofHours(1)));
        cutDuring("INSERT ON takt_task");
        node.poll();
        assertEquals(0, counting().runs);
        goOn();
        node.poll();

        assertOneRun();
    }

    @Test
    void anOutcomeWhoseRecordingIsCutIsRecordedAgain() {
        node.scheduler().schedule(call("counting.count").every(Duration.ofHours(1)));
        cutDuring("UPDATE OF finished_at ON takt_task");
        node.poll();
        assertEquals(1, node.get(Completions.class).backlog());
        goOn();
        node.get(Completions.class).flush();

        assertOneRun();
    }

    @Test
    void aBeatThatIsCutIsMadeUpForByTheNext() {
        long id = node.get(Node.class).id();
        cutDuring("UPDATE ON takt_node");
        node.get(Upkeep.class).tick();
        node.database().execute("DROP TRIGGER cutting ON takt_node");

        assertTrue(node.get(NodeBeat.class).beat());
        assertEquals(id, node.get(Node.class).id());
    }

    @Test
    void aNodeAllOfWhoseSessionsAreEndedGetsNewOnes() {
        node.scheduler().schedule(call("counting.count").every(Duration.ofHours(1)));
        node.database().column(CUT_ALL);
        for (int i = 0; i <= CONNECTIONS && counting().runs == 0; i++) {
            node.poll();
        }
        for (int i = 0; i <= CONNECTIONS && node.get(Completions.class).backlog() > 0; i++) {
            node.get(Completions.class).flush();
        }

        assertOneRun();
    }

    @Test
    void aSlotOfWhichOnlyTheAnswerIsLostIsFoundAndRunsOnce() {
        node.scheduler().schedule(call("counting.count").every(Duration.ofHours(1)));
        pool.loseAnswerTo("INSERT INTO takt_task");
        node.poll();

        assertClaimedByNobodyKnown();
    }

    @Test
    void aWaitingTaskOfWhoseClaimOnlyTheAnswerIsLostIsFoundAndRunsOnce() {
        node.scheduler().run(call("counting.count"));
        pool.loseAnswerTo("fence = t.fence + 1");
        node.poll();

        assertClaimedByNobodyKnown();
    }

    private void assertClaimedByNobodyKnown() {
        assertEquals(0, counting().runs);
        assertEquals(List.of("CLAIMED"), node.database().column("SELECT state FROM takt_task"));
        assertEquals(0, node.get(Reconcile.class).run(), "the answer may be under way");
        assertEquals(1, node.get(Reconcile.class).run());
        node.poll();

        assertOneRun();
    }

    @Test
    void anOutcomeOfWhoseRecordingOnlyTheAnswerIsLostIsCountedAndToldOnce() {
        node.scheduler().run(call("counting.count"));
        pool.loseAnswerTo("finished_at = (SELECT takt_now())");
        node.poll();
        assertEquals(1, node.get(Completions.class).backlog());
        assertEquals(List.of("SUCCEEDED"), node.database().column("SELECT state FROM takt_task"));
        node.get(Completions.class).flush();

        assertOneRun();
    }

    private void assertOneRun() {
        assertEquals(1, counting().runs);
        assertEquals(List.of("SUCCEEDED"), node.database().column("SELECT state FROM takt_task"));
        assertEquals(1, counted.size());
        assertEquals(1, counting().heard);
        assertEquals(0, node.get(Completions.class).backlog());
        assertEquals(Set.of(), node.get(InMemory.class).tasks());
    }

    private void cutDuring(String what) {
        node.database().execute("CREATE TRIGGER cutting BEFORE " + what + " FOR EACH ROW EXECUTE FUNCTION cut()");
    }

    private void goOn() {
        node.database().execute("DROP TRIGGER cutting ON takt_task");
    }

    private Counting counting() {
        return node.get(Counting.class);
    }

    /** Counts its runs, and what it hears of them. */
    @Named("counting")
    @Singleton
    static class Counting {
        private int runs;
        private int heard;

        @TaskFunction
        public void count() {
            runs++;
        }

        void finished(@Observes TaskFinished finished) {
            heard++;
        }
    }
}
