package dev.takt.semantics;

import static dev.takt.api.Call.call;
import static dev.takt.api.TaskState.CANCELLED;
import static dev.takt.api.TaskState.CLAIMED;
import static dev.takt.api.TaskState.FAILED;
import static dev.takt.api.TaskState.RUNNING;
import static dev.takt.api.TaskState.SKIPPED;
import static dev.takt.api.TaskState.SUCCEEDED;
import static dev.takt.api.TaskState.WAITING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.Task;
import dev.takt.api.TaskContext;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.cluster.LostTasks;
import dev.takt.cluster.NodeBeat;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.poll.Upkeep;
import dev.takt.task.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 7, line by line. */
@OnBothDatabases
class Section7TaskLifeTest extends SemanticsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Setup setup;

    Section7TaskLifeTest(Setup setup) {
        super(TaktNode.on(setup).with(Work.class).start());
        this.setup = setup;
        Work.during = id -> {};
    }

    @Test
    void aTaskIsWaitingThenClaimedThenSucceededOrFailed() {
        try (TaktNode holding = TaktNode.on(setup).holding().start()) {
            TaskId succeeds = holding.scheduler().run(call("math.sqrt", 9));
            TaskId fails = holding.scheduler().run(call("math.sqrt", -1));
            assertEquals(List.of(WAITING, WAITING), states(holding, succeeds, fails));
            holding.poll();
            assertEquals(List.of(CLAIMED, CLAIMED), states(holding, succeeds, fails));
            holding.release();
            assertEquals(List.of(SUCCEEDED, FAILED), states(holding, succeeds, fails));
        }
    }

    @Test
    void runningIsShownForAClaimedTaskThatItsNodeListsAsStarted() {
        StringBuilder shown = new StringBuilder();
        Work.during = id -> shown.append(scheduler.find(id).orElseThrow().state())
                .append(" stored as ")
                .append(node.database().column("SELECT state FROM takt_task WHERE id = " + id.value()));
        scheduler.run(call("work.do"));
        node.poll();

        assertEquals(RUNNING + " stored as [" + CLAIMED + "]", shown.toString());
    }

    @Test
    void everythingAboutATaskIsKept() {
        Schedule schedule = scheduler.schedule(call("math.pow", 2)
                .kwarg("exponent", 3)
                .hourly()
                .name("powers")
                .group("maths")
                .taskName("two to the third")
                .hook("hooks.printResult"));
        node.poll();

        Task task = only(schedule);
        assertEquals(schedule.id(), task.schedule());
        assertEquals(0L, task.generation());
        assertEquals(schedule.nextRun(), task.slot());
        assertEquals("two to the third", task.name());
        assertEquals("maths", task.group());
        assertEquals("math.pow", task.func());
        assertEquals("[2]", task.args());
        assertEquals("{\"exponent\":3}", task.kwargs());
        assertEquals("hooks.printResult", task.hook());
        assertEquals("8.0", task.result());
        assertNotNull(task.node());
        assertFalse(task.startedAt().isBefore(task.queuedAt()));
        assertFalse(task.finishedAt().isBefore(task.startedAt()));
    }

    @Test
    void anErrorIsKeptWithItsClassMessageAndStack() {
        TaskId id = scheduler.run(call("math.sqrt", -1));
        node.poll();

        Task task = scheduler.find(id).orElseThrow();
        assertEquals("java.lang.ArithmeticException", task.error().type());
        assertTrue(task.error().message().contains("-1.0"));
        assertTrue(task.error().stack().contains("MathFunctions"));
    }

    @Test
    void withoutMaxAttemptsThereIsNoRetry() {
        TaskId id = scheduler.run(call("math.sqrt", -1));
        node.poll();
        passes(Duration.ofHours(2));

        assertEquals(1, scheduler.find(id).orElseThrow().failures());
        assertEquals(FAILED, scheduler.find(id).orElseThrow().state());
    }

    @Test
    void aFailureIsRetriedInTheSameRowAfterADelayThatDoublesUpToAnHour() {
        TaskId id = scheduler.run(call("math.sqrt", -1).maxAttempts(9));
        node.poll();

        List<Long> delays = List.of(60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
        for (int failures = 1; failures <= delays.size(); failures++) {
            long delay = delays.get(failures - 1);
            assertEquals(failures, scheduler.find(id).orElseThrow().failures());
            passes(Duration.ofSeconds(delay - 5));
            assertEquals(failures, scheduler.find(id).orElseThrow().failures(), "not before " + delay + " s");
            passes(Duration.ofSeconds(10));
        }

        assertEquals(9, scheduler.find(id).orElseThrow().failures());
        assertEquals(FAILED, scheduler.find(id).orElseThrow().state());
        assertEquals(1, node.database().count("SELECT count(*) FROM takt_task"));
    }

    @Test
    void aRunThatExceedsItsTimeoutIsInterruptedAndFailsSayingSo() throws InterruptedException {
        try (TaktNode threaded = TaktNode.on(setup).with(Work.class).threaded().start()) {
            CountDownLatch interrupted = new CountDownLatch(1);
            Work.during = id -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    interrupted.countDown();
                }
            };
            TaskId id = threaded.scheduler().run(call("work.do").timeout(Duration.ofSeconds(1)));
            threaded.poll();

            Task task = threaded.scheduler().fetch(id, Duration.ofSeconds(20)).orElseThrow();
            assertEquals(FAILED, task.state());
            assertEquals("exceeded its timeout of 1 s", task.error().message());
            interrupted.await();
        }
    }

    @Test
    void aFunctionThatIgnoresItsTimeoutKeepsItsThreadButNotItsWorkersPlaceAndItsLateOutcomeIsDropped() {
        try (TaktNode threaded = TaktNode.on(setup)
                .with(Work.class)
                .setting("takt.workers", "1")
                .threaded()
                .start()) {
            Semaphore end = new Semaphore(0);
            Semaphore ended = new Semaphore(0);
            Work.during = id -> {
                end.acquireUninterruptibly();
                ended.release();
            };
            TaskId stubborn = threaded.scheduler().run(call("work.do").timeout(Duration.ofMillis(200)));
            TaskId next = threaded.scheduler().run(call("math.sqrt", 9));
            threaded.poll();

            assertEquals(
                    SUCCEEDED,
                    threaded.scheduler()
                            .fetch(next, Duration.ofSeconds(20))
                            .orElseThrow()
                            .state());
            end.release();
            ended.acquireUninterruptibly();
            assertEquals(
                    FAILED,
                    threaded.scheduler()
                            .fetch(stubborn, Duration.ofSeconds(20))
                            .orElseThrow()
                            .state());
        }
    }

    @Test
    void aTaskOfALostNodeRunsElsewhereAndOnlyAStartedLossCounts() {
        try (TaktNode lost = TaktNode.on(setup, node.database()).holding().start()) {
            TaskId queued = lost.scheduler().run(call("math.sqrt", 9));
            lost.poll();
            declareDead(lost);
            node.poll();

            Task task = scheduler.find(queued).orElseThrow();
            assertEquals(SUCCEEDED, task.state());
            assertEquals(0, task.losses(), "it was queued only");
        }
    }

    @Test
    void aTaskThatIsLostAsOftenAsTheLimitFails() {
        try (TaktNode lost = TaktNode.on(setup, node.database()).holding().start()) {
            TaskId id = lost.scheduler().run(call("math.sqrt", 9));
            lost.poll();
            node.database().execute("UPDATE takt_task SET started_mark = 1, losses = 2");
            declareDead(lost);

            assertEquals(FAILED, scheduler.find(id).orElseThrow().state());
            assertTrue(scheduler.find(id).orElseThrow().error().message().startsWith("lost 3 times"));
        }
    }

    @Test
    void theSaveLimitKeepsSoManySuccessesPerScheduleAndCountsSkippedOnes() {
        try (TaktNode few = TaktNode.on(setup)
                .setting("takt.save-limit", "3")
                .setting("takt.keep-failures", "2")
                .start()) {
            Schedule first = few.scheduler().schedule(everyMinute());
            Schedule second = few.scheduler().schedule(everyMinute());
            Schedule failing = few.scheduler().schedule(call("math.sqrt", -1).everyMinutes(1));
            few.advance(MINUTE.multipliedBy(8));
            few.poll();
            few.get(Retention.class).run();

            String kept = "SELECT count(*) FROM takt_task WHERE schedule_id = ";
            assertEquals(3, few.database().count(kept + first.id()));
            assertEquals(3, few.database().count(kept + second.id()));
            assertEquals(2, few.database().count(kept + failing.id()));
        }
    }

    @Test
    void theNewestFinishedAndTheNewestSuccessfulTaskAreNeverPruned() {
        try (TaktNode none = TaktNode.on(setup)
                .setting("takt.save-limit", "-1")
                .setting("takt.keep-failures", "0")
                .start()) {
            Schedule schedule = none.scheduler().schedule(everyMinute().maxLateness(Duration.ofSeconds(90)));
            none.poll();
            none.advance(Duration.ofDays(40));
            none.poll();
            none.get(Retention.class).run();

            assertEquals(
                    List.of("SKIPPED 1", "SUCCEEDED 1"),
                    none.database()
                            .column(
                                    "SELECT state || ' ' || count(*) AS kept FROM takt_task GROUP BY state ORDER BY kept"),
                    "what finished last of schedule " + schedule.id() + ", and its last success");
        }
    }

    @Test
    void anUnsavedSuccessLeavesNoRowAndTheScheduleStillKnowsIt() {
        Schedule schedule = scheduler.schedule(everyMinute().save(false));
        node.poll();

        assertEquals(List.of(), tasks(schedule));
        assertEquals(Boolean.TRUE, read(schedule).success());
        assertNotNull(read(schedule).lastSuccess());
        assertNotNull(read(schedule).lastTask());
    }

    @Test
    void anUnsavedFailureIsKept() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1).hourly().save(false));
        node.poll();

        assertEquals(FAILED, only(schedule).state());
    }

    @Test
    void theGroupIsTheOptionElseTheNameElseTheId() {
        Schedule option = scheduler.schedule(everyMinute().name("a").group("g"));
        Schedule name = scheduler.schedule(everyMinute().name("b"));
        Schedule id = scheduler.schedule(everyMinute());
        node.poll();

        assertEquals("g", only(option).group());
        assertEquals("b", only(name).group());
        assertEquals(Long.toString(id.id()), only(id).group());
    }

    @Test
    void aTaskQueuedOnAnotherNodeIsCancelledWithinItsNextBeat() {
        try (TaktNode other = TaktNode.on(setup, node.database()).holding().start()) {
            TaskId id = scheduler.run(call("math.sqrt", 9));
            other.poll();
            scheduler.cancel(id);
            other.get(Upkeep.class).tick(); // every 2 s: the beat, and the signals with it

            assertEquals(CANCELLED, scheduler.find(id).orElseThrow().state());
            other.release();
            assertEquals(CANCELLED, scheduler.find(id).orElseThrow().state());
        }
    }

    @Test
    void skippedSlotsAreSkippedAtOnce() {
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).hourly().maxLateness(Duration.ZERO).nextRun(now().minusSeconds(10)));
        node.poll();

        Task skipped = only(schedule);
        assertEquals(SKIPPED, skipped.state());
        assertNotNull(skipped.finishedAt());
    }

    private static List<TaskState> states(TaktNode on, TaskId... ids) {
        return List.of(ids).stream()
                .map(id -> on.scheduler().find(id).orElseThrow().state())
                .toList();
    }

    private void declareDead(TaktNode lost) {
        LostTasks watch = node.get(LostTasks.class);
        watch.watch();
        node.standStill(Duration.ofSeconds(30));
        watch.watch();
        watch.takeOver();
        node.get(NodeBeat.class).beat();
        assertEquals(1, node.database().count("SELECT count(*) FROM takt_node"), "without " + lost);
    }

    /** A function that does what the test wants. */
    @ApplicationScoped
    static class Work {
        static volatile Consumer<TaskId> during = id -> {};

        @Inject
        TaskContext context;

        @TaskFunction("work.do")
        public void run() {
            during.accept(context.taskId());
        }
    }
}
