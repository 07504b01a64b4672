package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Task;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What still runs when takt.shutdown-timeout is over. */
@OnSetups
class ShutdownTest {
    private final Setup setup;

    ShutdownTest(Setup setup) {
        this.setup = setup;
    }

    @Test
    void aRunningTaskIsInterruptedAndHandedBack() throws Exception {
        try (TaktNode stopping = TaktNode.on(setup).with(Slow.class).threaded().start();
                TaktNode other = TaktNode.on(setup, stopping.database()).start()) {
            TaskId id = stopping.scheduler().run(call("slow.waits"));
            stopping.poll();
            assertTrue(stopping.get(Slow.class).hasStarted());

            stopping.get(Node.class).stop();
            assertEquals(1, stopping.get(Dispatcher.class).handBackRunning());

            assertTrue(stopping.get(Slow.class).wasInterrupted());
            Task task = other.scheduler().find(id).orElseThrow();
            assertEquals(TaskState.WAITING, task.state());
            assertNull(task.node());
            assertEquals(0, task.failures());
            assertEquals(0, task.losses());
            assertEquals(2, other.database().count("SELECT fence FROM takt_task"));
            assertEquals(0, stopping.get(Dispatcher.class).handBackRunning());
        }
    }

    @Named("slow")
    @ApplicationScoped
    static class Slow {
        @Inject
        TaskContext task;

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @TaskFunction
        public void waits() throws InterruptedException {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                if (task.isCancelled()) {
                    interrupted.countDown();
                }
            }
        }

        boolean hasStarted() throws InterruptedException {
            return started.await(20, TimeUnit.SECONDS);
        }

        boolean wasInterrupted() throws InterruptedException {
            return interrupted.await(20, TimeUnit.SECONDS);
        }
    }
}
