package dev.takt.cluster;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.NoSuchNodeException;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that drains claims nothing, until it is told to again. */
@OnBothDatabases
class DrainingTest {
    private final TaktNode node;
    private final Scheduler scheduler;

    DrainingTest(Setup setup) {
        node = TaktNode.on(setup).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aDrainedNodeClaimsNothingUntilItIsToldTo() {
        long id = scheduler.status().nodes().get(0).id();
        scheduler.drain(id);
        node.get(NodeBeat.class).beat();
        TaskId task = scheduler.run(call("math.sqrt", 9));
        node.poll();
        assertEquals(TaskState.WAITING, state(task));

        scheduler.undrain(id);
        node.get(NodeBeat.class).beat();
        node.poll();
        assertEquals(TaskState.SUCCEEDED, state(task));
    }

    @Test
    void aNodeBeatsOnWhateverTheCallersTransactionIsAboutToDo() {
        long id = scheduler.status().nodes().get(0).id();

        boolean beaten = node.inTransaction(() -> {
            scheduler.drain(id);
            return node.get(NodeBeat.class).beat();
        });

        assertTrue(beaten);
        assertTrue(node.get(Node.class).isDraining());
    }

    @Test
    void aNodeThatDrainsAndJoinsAnewDrainsOn() {
        scheduler.drain(scheduler.status().nodes().get(0).id());
        node.get(NodeBeat.class).beat();
        node.database().execute("DELETE FROM takt_function");
        node.database().execute("DELETE FROM takt_node");

        assertFalse(node.get(NodeBeat.class).beat());
        node.get(NodeBeat.class).beat();

        assertTrue(node.get(Node.class).isDraining());
    }

    @Test
    void bothAreInTheAuditAndWhatChangesNothingIsNot() {
        long id = scheduler.status().nodes().get(0).id();
        scheduler.drain(id);
        scheduler.drain(id);
        scheduler.undrain(id);

        List<AuditEntry> entries = scheduler
                .audit(AuditQuery.of(AuditSubject.NODE, Long.toString(id), 10))
                .items();
        assertEquals(
                List.of(Act.RESUME, Act.DRAIN),
                entries.stream().map(AuditEntry::act).toList());
        assertEquals("{\"draining\":true}", entries.get(0).before());
        assertEquals("{\"draining\":false}", entries.get(0).after());
    }

    @Test
    void aNodeThatIsNotThereIsNamed() {
        assertEquals(
                "There is no node 7",
                assertThrows(NoSuchNodeException.class, () -> scheduler.drain(7))
                        .getMessage());
        assertThrows(NoSuchNodeException.class, () -> scheduler.undrain(7));
    }

    private TaskState state(TaskId task) {
        return scheduler.find(task).orElseThrow().state();
    }
}
