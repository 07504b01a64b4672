package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.Task;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnBothDatabases
class TaskContextTest {
    private final Setup setup;
    private final TaktNode node;

    TaskContextTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).with(Curious.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aFunctionLearnsWhichTaskItRuns() {
        Instant slot = Instant.parse("2026-01-01T00:00:00Z");
        Schedule schedule = node.scheduler()
                .schedule(call("curious.who")
                        .name("nightly")
                        .group("night")
                        .repeats(1)
                        .nextRun(slot));
        node.poll();

        Task task = task(
                new TaskId(node.scheduler().find(schedule.id()).orElseThrow().lastTask()));
        assertEquals(
                List.of(Long.toString(task.id()), Long.toString(schedule.id()), slot.toString(), "nightly", "night"),
                task.resultAs(List.class));
    }

    @Test
    void aTaskAskedForAtOnceHasNeitherScheduleNorSlot() {
        TaskId id = node.scheduler().run(call("curious.who"));
        node.poll();

        assertEquals(List.of(id.toString(), "none", "none", "curious.who", "none"), task(id).resultAs(List.class));
    }

    @Test
    void failuresCountAsAttemptsAndLossesDoNot() {
        TaskId id =
                node.scheduler().run(call("curious.failsOnce").maxAttempts(2).retryDelay(Duration.ofSeconds(1)));
        node.database().execute("UPDATE takt_task SET losses = 2");
        node.poll();
        node.advance(Duration.ofSeconds(2));
        node.poll();

        assertEquals("2", task(id).result());
    }

    @Test
    void theDeadlineFollowsFromTheTimeout() {
        Instant before = node.scheduler().status().now();
        TaskId id = node.scheduler().run(call("curious.deadline").timeout(Duration.ofHours(1)));
        node.poll();
        Instant after = node.scheduler().status().now();

        Instant deadline = Instant.parse(task(id).resultAs(String.class));
        assertTrue(!deadline.isBefore(before.plus(Duration.ofHours(1))), deadline.toString());
        assertTrue(!deadline.isAfter(after.plus(Duration.ofHours(1))), deadline.toString());
    }

    @Test
    void withoutATimeoutThereIsNoDeadline() {
        TaskId id = node.scheduler().run(call("curious.deadline"));
        node.poll();

        assertEquals("none", task(id).resultAs(String.class));
    }

    @Test
    void aRunThatHasExceededItsTimeoutLearnsOfIt() throws Exception {
        try (TaktNode threaded =
                TaktNode.on(setup).with(Curious.class).threaded().start()) {
            TaskId id = threaded.scheduler().run(call("curious.waitsForTheEnd").timeout(Duration.ofMillis(100)));
            threaded.poll();
            Task task = threaded.scheduler().fetch(id, Duration.ofSeconds(20)).orElseThrow();

            assertEquals(TaskState.FAILED, task.state());
            assertTrue(threaded.get(Curious.class).hasLearnt());
        }
    }

    @Test
    void outsideOfARunThereIsNothingToTell() {
        TaskContext context = node.get(TaskContext.class);

        String message =
                assertThrows(IllegalStateException.class, context::taskId).getMessage();
        assertTrue(message.startsWith("No task runs on this thread"), message);
        assertThrows(IllegalStateException.class, context::isCancelled);
    }

    @Test
    void anotherThreadOfTheFunctionIsOutsideOfTheRun() {
        TaskId id = node.scheduler().run(call("curious.elsewhere"));
        node.poll();

        assertTrue(task(id).resultAs(String.class).contains("No task runs on this thread"));
    }

    private Task task(TaskId id) {
        return node.scheduler().find(id).orElseThrow();
    }

    @Named("curious")
    @ApplicationScoped
    static class Curious {
        @Inject
        TaskContext task;

        private final CountDownLatch learnt = new CountDownLatch(1);

        @TaskFunction
        public List<String> who() {
            return List.of(
                    task.taskId().toString(),
                    task.schedule().map(id -> id.toString()).orElse("none"),
                    task.slot().map(Instant::toString).orElse("none"),
                    task.name(),
                    task.group().orElse("none"));
        }

        @TaskFunction
        public int failsOnce() {
            if (task.attempt() == 1) {
                throw new IllegalStateException("the first attempt");
            }
            return task.attempt();
        }

        @TaskFunction
        public String deadline() {
            return task.deadline().map(Instant::toString).orElse("none");
        }

        @TaskFunction
        public void waitsForTheEnd() {
            while (!task.isCancelled()) {
                Thread.onSpinWait();
            }
            learnt.countDown();
        }

        boolean hasLearnt() throws InterruptedException {
            return learnt.await(20, TimeUnit.SECONDS);
        }

        @TaskFunction
        public String elsewhere() {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return task.taskId().toString();
                        } catch (IllegalStateException refused) {
                            return refused.getMessage();
                        }
                    })
                    .join();
        }
    }
}
