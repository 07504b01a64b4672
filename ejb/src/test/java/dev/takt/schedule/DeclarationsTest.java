package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.DefaultSchedule;
import dev.takt.api.Missed;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskFunction;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.harness.TestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 10: createOrUpdate and @DefaultSchedule. */
@OnSetups
class DeclarationsTest {
    private static final Call NIGHTLY = call("math.sqrt", 9).cron("0 3 * * *").zone("Europe/Paris");

    private final Setup setup;
    private final TestDatabase database;
    private final TaktNode node;
    private final Scheduler scheduler;

    DeclarationsTest(Setup setup) {
        this.setup = setup;
        database = setup.newDatabase();
        node = TaktNode.on(setup, database).with(Reports.class).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatIsMissingIsMade() {
        Schedule made = scheduler.createOrUpdate("nightly", NIGHTLY);

        assertEquals("nightly", made.name());
        assertEquals("0 3 * * *", made.cron());
        assertEquals(List.of(), made.warnings());
    }

    @Test
    void declaringTheSameAgainTouchesNothing() {
        Schedule made = scheduler.createOrUpdate("nightly", NIGHTLY);
        Schedule again = scheduler.createOrUpdate("nightly", NIGHTLY);

        assertEquals(made.id(), again.id());
        assertEquals(made.generation(), again.generation());
        assertEquals(made.nextRun(), again.nextRun());
    }

    @Test
    void anOperatorsPauseSurvivesARedeploy() {
        Schedule made = scheduler.createOrUpdate("nightly", NIGHTLY);
        scheduler.pause(made.id());

        assertEquals(
                ScheduleState.PAUSED,
                scheduler.createOrUpdate("nightly", NIGHTLY).state());
        assertEquals(
                ScheduleState.PAUSED,
                scheduler
                        .createOrUpdate(
                                "nightly",
                                call("math.sqrt", 16).cron("0 4 * * *").zone("Europe/Paris"))
                        .state());
    }

    @Test
    void anOperatorsChangeSurvivesAndIsReported() {
        Schedule made = scheduler.createOrUpdate("nightly", NIGHTLY);
        scheduler.update(
                made.id(),
                call("math.sqrt", 9).cron("0 5 * * *").zone("Europe/Paris").name("nightly"));

        Schedule again = scheduler.createOrUpdate("nightly", NIGHTLY);

        assertEquals("0 5 * * *", again.cron());
        assertEquals(
                List.of("cron: is \"0 5 * * *\", declared as \"0 3 * * *\"; it was changed since and stays as it is"),
                again.warnings());
    }

    @Test
    void aChangedDeclarationChangesWhatItChanged() {
        Schedule made = scheduler.createOrUpdate("nightly", NIGHTLY);
        scheduler.update(
                made.id(),
                call("math.sqrt", 16).cron("0 3 * * *").zone("Europe/Paris").name("nightly"));

        Schedule again =
                scheduler.createOrUpdate("nightly", call("math.sqrt", 9).cron("0 4 * * *"));

        assertEquals("0 4 * * *", again.cron());
        assertEquals(null, again.zone(), "no longer declared");
        assertEquals("[16]", again.args(), "the operator's");
        assertEquals(made.generation() + 1, again.generation());
    }

    @Test
    void aRunningScheduleKeepsItsRepeatsAndItsNextRun() {
        Call three = call("math.sqrt", 9).hourly().repeats(3);
        Schedule made = scheduler.createOrUpdate("three", three);
        node.poll();

        Schedule again = scheduler.createOrUpdate("three", three);
        assertEquals(2, again.repeats());
        assertTrue(again.nextRun().isAfter(made.nextRun()));
        assertEquals(List.of(), again.warnings());

        assertEquals(
                5,
                scheduler
                        .createOrUpdate("three", call("math.sqrt", 9).hourly().repeats(5))
                        .repeats());
    }

    @Test
    void aScheduleMadeByHandIsTakenOver() {
        Schedule byHand = scheduler.schedule(call("math.floor", 1.5).daily().name("nightly"));

        Schedule declared = scheduler.createOrUpdate("nightly", NIGHTLY);

        assertEquals(byHand.id(), declared.id());
        assertEquals("math.sqrt", declared.func());
        assertEquals(ScheduleType.CRON, declared.type());
    }

    @Test
    void aBadDeclarationIsRefusedAndChangesNothing() {
        scheduler.createOrUpdate("nightly", NIGHTLY);

        assertThrows(
                ScheduleRejectedException.class,
                () -> scheduler.createOrUpdate("nightly", call("math.sqrt", 9).cron("0 0 31 2 *")));
        assertEquals("0 3 * * *", scheduler.find("nightly").orElseThrow().cron());
    }

    @Test
    void functionsDeclareTheirSchedules() {
        Schedule nightly = scheduler.find("reports").orElseThrow();

        assertEquals("reports.close", nightly.func());
        assertEquals("[\"all\"]", nightly.args());
        assertEquals("0 3 * * *", nightly.cron());
        assertEquals("PT1H", nightly.timeout());
        assertEquals("PT30M", scheduler.find("reports.check").orElseThrow().every());
        assertEquals(
                ScheduleState.PAUSED,
                scheduler.find("twice a day").orElseThrow().state());
        assertTrue(scheduler.find("reports.bad").isEmpty(), "refused, and nothing else with it");
    }

    @Test
    void twoNodesStartingTogetherMakeOneRowAndAPauseSurvivesTheirStart() throws Exception {
        scheduler.pause(scheduler.find("reports").orElseThrow().id());
        try (TaktNode redeployed =
                TaktNode.on(setup, database).with(Reports.class).start()) {
            assertEquals(
                    ScheduleState.PAUSED,
                    redeployed.scheduler().find("reports").orElseThrow().state());
            assertEquals(
                    3,
                    redeployed
                            .scheduler()
                            .schedules(ScheduleQuery.newest(10))
                            .items()
                            .size());
            redeployed
                    .scheduler()
                    .resume(scheduler.find("reports").orElseThrow().id(), Missed.SKIP);
        }

        List<Schedule> made = atOnce(4, () -> scheduler.createOrUpdate("together", NIGHTLY));
        assertEquals(1, made.stream().map(Schedule::id).distinct().count());
    }

    @Test
    void ofTwoWhoTakeOneNameAtOnceOneIsToldSo() throws Exception {
        List<String> answers = atOnce(4, () -> {
            try {
                return "made " + scheduler.schedule(NIGHTLY.name("one")).name();
            } catch (ScheduleConflictException taken) {
                return taken.problems().get(0).field();
            }
        });

        assertEquals(
                List.of("made one", "name", "name", "name"),
                answers.stream().sorted().toList());
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Functions with schedules of their own. */
    @ApplicationScoped
    static class Reports {
        @TaskFunction
        @DefaultSchedule(
                name = "reports",
                cron = "0 3 * * *",
                zone = "Europe/Paris",
                args = "[\"all\"]",
                timeout = "PT1H")
        public void close(String what) {}

        @TaskFunction
        @DefaultSchedule(every = "PT30M", repeats = 10)
        @DefaultSchedule(name = "twice a day", minutes = 720, paused = true)
        public void check() {}

        @TaskFunction
        @DefaultSchedule(cron = "0 0 31 2 *")
        public void bad() {}
    }
}
