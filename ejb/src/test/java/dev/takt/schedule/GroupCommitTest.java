package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Call;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.harness.FaultyPool;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.sql.Database;
import dev.takt.sql.DatabaseException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many plan or run one thing each at the same time: each gets its own, whatever becomes of the others. */
@OnBothDatabases
class GroupCommitTest {
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private static final int CALLERS = 8;

    private final boolean inGroups;
    private final FaultyPool pool = new FaultyPool();
    private final TaktNode node;
    private final Scheduler scheduler;
    private final AtomicInteger inserts = new AtomicInteger();
    private final CountDownLatch firstIsAtIt = new CountDownLatch(1);
    private final CountDownLatch firstGoesOn = new CountDownLatch(1);
    private final List<Thread> callers = new ArrayList<>();

    GroupCommitTest(Setup setup) {
        inGroups = setup.isPostgresql();
        node = TaktNode.on(setup).dataSource(pool).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        firstGoesOn.countDown();
        node.close();
    }

    @Test
    void eachOfManyCallersGetsItsOwn() throws Exception {
        List<FutureTask<Schedule>> calls = planTogether();
        firstGoesOn.countDown();

        for (int i = 0; i < CALLERS; i++) {
            Schedule made = calls.get(i).get();
            assertEquals("[" + i + "]", made.args());
            assertEquals(made, scheduler.find(made.id()).orElseThrow());
            String asked = scheduler
                    .audit(AuditQuery.of(AuditSubject.SCHEDULE, Long.toString(made.id()), 1))
                    .items()
                    .get(0)
                    .after();
            assertTrue(asked.contains("\"args\":[" + i + "]"), asked);
        }
        assertEquals(inGroups ? 2 : CALLERS, inserts.get());
    }

    @Test
    void eachOfManyWhoRunSomethingAtOnceGetsItsOwnTask() throws Exception {
        List<FutureTask<TaskId>> calls = together("takt_task", i -> scheduler.run(call("math.sqrt", i)));
        firstGoesOn.countDown();

        for (int i = 0; i < CALLERS; i++) {
            TaskId made = calls.get(i).get();
            assertEquals("[" + i + "]", scheduler.find(made).orElseThrow().args());
            AuditEntry entry = scheduler
                    .audit(AuditQuery.of(AuditSubject.TASK, made.toString(), 1))
                    .items()
                    .get(0);
            assertEquals(Act.RUN, entry.act());
            assertEquals("{\"func\":\"math.sqrt\",\"args\":[" + i + "]}", entry.after());
        }
        assertEquals(inGroups ? 2 : CALLERS, inserts.get());
        node.poll();
        assertEquals(
                Math.sqrt(7), scheduler.find(calls.get(7).get()).orElseThrow().resultAs(Double.class));
    }

    @Test
    void whatATransactionRunsIsStoredWithItAndWithNobodyElse() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> node.inTransaction(() -> {
                    scheduler.run(call("math.sqrt", 9));
                    scheduler.schedule(of(9));
                    throw new IllegalStateException("roll back");
                }));

        assertEquals(0, stored());
        assertEquals(List.of(), scheduler.tasks(TaskQuery.newest(10)).items());
    }

    @Test
    void whatTheDatabaseRefusesIsRefusedToNobodyElse() throws Exception {
        execute("ALTER TABLE takt_schedule ADD CONSTRAINT not_three CHECK (args <> '[3]')");
        List<FutureTask<Schedule>> calls = planTogether();
        firstGoesOn.countDown();

        for (int i = 0; i < CALLERS; i++) {
            FutureTask<Schedule> call = calls.get(i);
            if (i == 3) {
                DatabaseException refused = refused(call);
                assertTrue(
                        refused.getMessage().toLowerCase(java.util.Locale.ROOT).contains("not_three"));
            } else {
                assertEquals("[" + i + "]", call.get().args());
            }
        }
        assertEquals(CALLERS - 1, stored());
    }

    /** They may all be there: to store them again would double them. */
    @Test
    void ifTheAnswerIsLostAllOfTheGroupAreTold() throws Exception {
        assumeTrue(inGroups, "one after the other on H2");
        List<FutureTask<Schedule>> calls = planTogether();
        pool.after(sql -> {
            if (sql.contains("INSERT INTO takt_schedule") && inserts.get() == 2) {
                throw new SQLException("the connection was closed while an answer was awaited", "08006");
            }
        });
        firstGoesOn.countDown();

        assertEquals("[0]", calls.get(0).get().args());
        calls.stream().skip(1).forEach(GroupCommitTest::refused);
        assertEquals(CALLERS, stored());
    }

    @Test
    void whoIsInterruptedGetsWhatWasStoredAndStaysInterrupted() throws Exception {
        assumeTrue(inGroups, "one after the other on H2");
        AtomicInteger interrupted = new AtomicInteger();
        List<FutureTask<Schedule>> calls = together("takt_schedule", i -> {
            Schedule made = scheduler.schedule(of(i));
            interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            return made;
        });
        callers.get(5).interrupt();
        firstGoesOn.countDown();

        for (FutureTask<Schedule> call : calls) {
            call.get();
        }
        assertEquals(1, interrupted.get());
        assertEquals(CALLERS, stored());
    }

    /** That one may have lost its connection, and wait for minutes. */
    @Test
    void whoeverWaitsInVainForAnotherOnesStatementGoesAlone() throws Exception {
        List<FutureTask<Schedule>> calls = planTogether();
        node.standStill(Duration.ofSeconds(1));

        for (int i = 1; i < CALLERS; i++) {
            assertEquals("[" + i + "]", calls.get(i).get().args());
        }
        assertFalse(calls.get(0).isDone());
        assertEquals(CALLERS, inserts.get());

        firstGoesOn.countDown();
        assertEquals("[0]", calls.get(0).get().args());
        assertEquals(CALLERS, stored());
    }

    @Test
    void thousandsInOneCallKeepTheirOrder() {
        int many = 2_500;
        List<Schedule> made = scheduler.scheduleAll(
                IntStream.range(0, many).mapToObj(GroupCommitTest::of).toList());

        assertEquals(
                IntStream.range(0, many).mapToObj(i -> "[" + i + "]").toList(),
                made.stream().map(Schedule::args).toList());
        Schedule last = made.get(many - 1);
        assertEquals(last, scheduler.find(last.id()).orElseThrow());
    }

    private List<FutureTask<Schedule>> planTogether() throws InterruptedException {
        return together("takt_schedule", i -> scheduler.schedule(of(i)));
    }

    /** The first is held while it stores; the others come meanwhile. */
    private <T> List<FutureTask<T>> together(String table, IntFunction<T> call) throws InterruptedException {
        pool.before(sql -> {
            if (sql.contains("INSERT INTO " + table) && inserts.getAndIncrement() == 0) {
                firstIsAtIt.countDown();
                await(firstGoesOn);
            }
        });
        List<FutureTask<T>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            calls.add(new FutureTask<>(() -> call.apply(number)));
            callers.add(new Thread(calls.get(i)));
            callers.get(i).start();
            firstIsAtIt.await();
            while (inGroups && i > 0 && callers.get(i).getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        return calls;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Call of(int number) {
        return call("math.sqrt", number).nextRun(FAR);
    }

    private static DatabaseException refused(FutureTask<Schedule> call) {
        return assertInstanceOf(
                DatabaseException.class,
                assertThrows(ExecutionException.class, call::get).getCause());
    }

    private int stored() {
        return scheduler.schedules(ScheduleQuery.newest(100)).items().size();
    }

    private void execute(String sql) throws SQLException {
        node.get(Database.class).inNew(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
