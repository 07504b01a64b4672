package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When outcomes are recorded. */
@OnBothDatabases
class CompletionsTest {
    private final Setup setup;

    CompletionsTest(Setup setup) {
        this.setup = setup;
    }

    @Test
    void outcomesThatFollowEachOtherAreRecordedTogether() {
        try (TaktNode node = TaktNode.on(setup).start()) {
            for (int i = 0; i < 3; i++) {
                node.scheduler().run(call("math.sqrt", i));
            }
            node.poll();

            assertEquals(
                    List.of("SUCCEEDED 3"),
                    node.database()
                            .column("SELECT state || ' ' || count(*) FROM takt_task GROUP BY state, finished_at"));
        }
    }

    @Test
    void anOutcomeDoesNotWaitForALongTaskThatFollows() {
        try (TaktNode node = TaktNode.on(setup)
                .with(Witness.class)
                .setting("takt.workers", "1")
                .threaded()
                .start()) {
            List<TaskId> both = node.inTransaction(() -> List.of(
                    node.scheduler().run(call("math.sqrt", 9)), node.scheduler().run(call("witness.await"))));
            node.poll();

            Task second =
                    node.scheduler().fetch(both.get(1), Duration.ofSeconds(20)).orElseThrow();
            assertEquals("\"SUCCEEDED\"", second.result());
        }
    }

    /** Sees what becomes of the task before its own. */
    @ApplicationScoped
    static class Witness {
        @Inject
        private Scheduler scheduler;

        @Inject
        private dev.takt.api.TaskContext self;

        @TaskFunction
        public TaskState await() {
            TaskId before = new TaskId(self.taskId().value() - 1);
            return scheduler.fetch(before, Duration.ofSeconds(10)).orElseThrow().state();
        }
    }
}
