package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.LostTasks;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL answers, and refuses for a while: nothing is lost or done twice, and all goes on by itself. */
class RefusingDatabaseTest {
    private static final String REFUSE = """
            CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '%s'; END $$""";

    private TaktNode node;

    @BeforeEach
    void start() {
        node = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK).with(Counting.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Disk full, deadlock, serialization failure, statement timeout, a constraint that nobody expects. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "40P01", "40001", "57014", "23514"})
    void anOutcomeThatIsRefusedWaitsAndIsRecordedWhenItIsNotRefusedAnyMore(String state) {
        TaskId id = node.scheduler().run(call("counting.count"));
        refuse("UPDATE OF finished_at ON takt_task", state);
        node.poll();
        assertEquals(1, node.get(Counting.class).runs());
        assertFalse(task(id).isFinished());
        assertEquals(1, node.get(Completions.class).backlog());
        assertEquals(0, node.get(LostTasks.class).takeOver(), "nobody thinks that it is lost");

        allow("takt_task");
        node.get(Completions.class).flush();

        assertEquals(TaskState.SUCCEEDED, task(id));
        assertEquals(1, node.get(Counting.class).runs());
        assertEquals(0, node.get(Completions.class).backlog());
        assertEquals(0, node.get(InMemory.class).tasks().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "40P01", "40001", "57014"})
    void aClaimThatIsRefusedIsMadeWhenItIsNotRefusedAnyMore(String state) {
        node.scheduler().schedule(call("counting.count").every(Duration.ofHours(1)));
        refuse("INSERT ON takt_task", state);
        node.poll();
        assertEquals(0, node.get(Counting.class).runs());
        assertEquals(0, node.database().count("SELECT count(*) FROM takt_task"));

        allow("takt_task");
        node.poll();

        assertEquals(1, node.get(Counting.class).runs());
        assertEquals(1, node.database().count("SELECT count(*) FROM takt_task WHERE state = 'SUCCEEDED'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "40001"})
    void aScheduleThatIsRefusedIsNotHalfMade(String state) {
        refuse("INSERT ON takt_audit", state);
        try {
            node.scheduler().schedule(call("counting.count"));
        } catch (RuntimeException refused) {
            allow("takt_audit");
        }

        assertEquals(0, node.database().count("SELECT count(*) FROM takt_schedule"));
        node.scheduler().schedule(call("counting.count"));
        assertEquals(1, node.database().count("SELECT count(*) FROM takt_schedule"));
    }

    private void refuse(String what, String state) {
        node.database().execute(REFUSE.formatted(state));
        node.database().execute("CREATE TRIGGER refusing BEFORE " + what + " FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    private void allow(String table) {
        node.database().execute("DROP TRIGGER refusing ON " + table);
    }

    private TaskState task(TaskId id) {
        return node.scheduler().find(id).orElseThrow().state();
    }

    /** Counts its runs. */
    @Named("counting")
    @ApplicationScoped
    static class Counting {
        private int runs;

        @TaskFunction
        public void count() {
            runs++;
        }

        int runs() {
            return runs;
        }
    }
}
