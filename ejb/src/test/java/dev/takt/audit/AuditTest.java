package dev.takt.audit;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Missed;
import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskId;
import dev.takt.config.Transactions;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.task.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who did what: one entry for each act, in its transaction. */
@OnBothDatabases
class AuditTest {
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    private final TaktNode node;
    private final Scheduler scheduler;

    AuditTest(Setup setup) {
        node = TaktNode.on(setup).setting("takt.keep-audit", "PT1H").start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aNewScheduleIsNotedAsItWasAskedFor() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).nextRun(FAR));

        AuditEntry entry = only(schedule);
        assertEquals(Act.CREATE, entry.act());
        assertEquals("system", entry.who());
        assertEquals(schedule.createdAt(), entry.at());
        assertNull(entry.before());
        assertEquals("{\"func\":\"math.sqrt\",\"args\":[9],\"nextRun\":\"2099-01-01T00:00:00Z\"}", entry.after());
    }

    @Test
    void eachOfManyNewSchedulesIsNoted() {
        List<Schedule> schedules =
                scheduler.scheduleAll(List.of(call("math.sqrt", 4).name("two").daily(), call("math.sqrt", 9)));

        schedules.forEach(schedule -> assertEquals(Act.CREATE, only(schedule).act()));
        assertTrue(only(schedules.get(0)).after().contains("\"two\""));
        assertTrue(only(schedules.get(1)).after().contains("[9]"));
    }

    @Test
    void anEditIsNotedByTheFieldsThatItChanges() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).cron("0 3 * * *"));
        scheduler.update(schedule.id(), call("math.sqrt", 9).cron("0 3 * * *").group("roots"));

        AuditEntry entry = newest(schedule);
        assertEquals(Act.UPDATE, entry.act());
        assertEquals("{}", entry.before());
        assertEquals("{\"group\":\"roots\"}", entry.after());

        scheduler.update(schedule.id(), call("math.sqrt", 9).cron("0 3 * * *").group("squares"));
        assertEquals("{\"group\":\"roots\"}", newest(schedule).before());
        assertEquals("{\"group\":\"squares\"}", newest(schedule).after());
    }

    @Test
    void whatChangesNothingIsNoAct() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).cron("0 3 * * *"));
        scheduler.update(schedule.id(), call("math.sqrt", 9).cron("0 3 * * *"));
        scheduler.resume(schedule.id(), Missed.SKIP);

        assertEquals(1, of(schedule).size());
    }

    @Test
    void aDeclarationIsNotedWhenItChangesSomething() {
        Schedule schedule =
                scheduler.createOrUpdate("nightly", call("math.sqrt", 9).cron("0 3 * * *"));
        scheduler.createOrUpdate("nightly", call("math.sqrt", 9).cron("0 3 * * *"));
        scheduler.createOrUpdate("nightly", call("math.sqrt", 16).cron("0 3 * * *"));

        assertEquals(List.of(Act.UPDATE, Act.CREATE), acts(schedule));
        assertEquals("{\"args\":[9]}", newest(schedule).before());
    }

    @Test
    void pausingResumingRunningAndDeletingAreNoted() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).hourly().nextRun(FAR));
        scheduler.pause(schedule.id());
        scheduler.pause(schedule.id());
        scheduler.resume(schedule.id(), Missed.SKIP);
        TaskId task = scheduler.runNow(schedule.id());
        assertEquals("{\"task\":" + task + "}", newest(schedule).after());
        scheduler.delete(schedule.id());

        assertEquals(List.of(Act.DELETE, Act.RUN, Act.RESUME, Act.PAUSE, Act.CREATE), acts(schedule));
        assertTrue(newest(schedule).before().contains("math.sqrt"), "what is gone stays to be read");
        AuditEntry pause = of(schedule).get(3);
        assertEquals("{\"paused\":false}", pause.before());
        assertEquals("{\"paused\":true}", pause.after());
    }

    @Test
    void actsOnTasksAreNoted() {
        TaskId id = scheduler.run(call("math.sqrt", 9).group("roots"));
        scheduler.cancel(id);
        scheduler.cancel(id);
        TaskId again = scheduler.retry(id);
        assertTrue(scheduler.delete(id));

        List<AuditEntry> entries = list(AuditQuery.of(AuditSubject.TASK, id.toString(), 10));
        assertEquals(
                List.of(Act.DELETE, Act.RETRY, Act.CANCEL, Act.RUN),
                entries.stream().map(AuditEntry::act).toList());
        assertEquals("{\"task\":" + again + "}", entries.get(1).after());
        assertEquals(
                "{\"func\":\"math.sqrt\",\"args\":[9],\"group\":\"roots\"}",
                entries.get(3).after());
    }

    @Test
    void deletingTheTasksOfAGroupIsNoted() {
        scheduler.run(call("math.sqrt", 9).group("roots"));
        node.poll();
        assertEquals(1, scheduler.group("roots").delete());
        assertEquals(0, scheduler.group("roots").delete());

        List<AuditEntry> entries = list(AuditQuery.of(AuditSubject.GROUP, "roots", 10));
        assertEquals(1, entries.size());
        assertEquals("{\"tasks\":1}", entries.get(0).before());
    }

    @Test
    void whatIsRolledBackWasNeverDone() {
        assertThrows(
                IllegalStateException.class,
                () -> node.get(Transactions.class).inNew(() -> {
                    scheduler.schedule(call("math.sqrt", 9));
                    throw new IllegalStateException("not after all");
                }));

        assertEquals(List.of(), list(AuditQuery.newest(10)));
    }

    @Test
    void anActThatCannotBeNotedIsNotDone() {
        scheduler.run(call("math.sqrt", 9).group("roots"));
        node.poll();
        node.database().execute("ALTER TABLE takt_audit RENAME TO takt_away");

        assertThrows(RuntimeException.class, () -> scheduler.group("roots").delete());
        assertEquals(1, scheduler.group("roots").count());
    }

    @Test
    void whatIsRefusedWasNeverDone() {
        assertThrows(ScheduleRejectedException.class, () -> scheduler.schedule(call("math.nothing")));

        assertEquals(List.of(), list(AuditQuery.newest(10)));
    }

    @Test
    void aRowThatCannotBeReadIsDeletedAndNoted() {
        node.database().execute("INSERT INTO takt_schedule (func, args) VALUES ('math.sqrt', '[')");
        long id = scheduler
                .schedules(dev.takt.api.ScheduleQuery.newest(1))
                .items()
                .get(0)
                .id();
        scheduler.delete(id);

        assertTrue(list(AuditQuery.newest(1)).get(0).before().contains("math.sqrt"));
    }

    @Test
    void entriesAreListedPageByPageAndByWhatOneAsksFor() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).hourly().nextRun(FAR));
        scheduler.pause(schedule.id());

        Page<AuditEntry> newest = scheduler.audit(AuditQuery.newest(1));
        Page<AuditEntry> older = scheduler.audit(new AuditQuery(null, null, null, null, newest.next(), 1));
        assertEquals(Act.PAUSE, newest.items().get(0).act());
        assertEquals(Act.CREATE, older.items().get(0).act());
        assertNull(older.next());
        assertEquals(
                1,
                list(new AuditQuery(null, null, "system", Act.PAUSE, null, 10)).size());
        assertEquals(0, list(new AuditQuery(null, null, "ada", null, null, 10)).size());
        assertThrows(
                ScheduleRejectedException.class,
                () -> scheduler.audit(new AuditQuery(null, "7", null, null, null, 10)),
                "an id of what?");
        assertThrows(ScheduleRejectedException.class, () -> scheduler.audit(AuditQuery.newest(501)));
    }

    @Test
    void aPageLooksAtSoManyEntriesAndSaysWhereToGoOn() {
        scheduler.schedule(call("math.sqrt", 9).nextRun(FAR));
        String insert =
                "INSERT INTO takt_audit (who, act, subject_kind, subject) SELECT 'ada', 'RUN', 'SCHEDULE', '7' FROM ";
        node.database()
                .execute(insert
                        + (node.database().isPostgresql() ? "generate_series" : "system_range")
                        + "(1, " + AuditEntries.REACH + ")");

        Page<AuditEntry> page = scheduler.audit(new AuditQuery(null, null, null, Act.CREATE, null, 10));
        assertEquals(List.of(), page.items());
        assertEquals(
                1,
                list(new AuditQuery(null, null, null, Act.CREATE, page.next(), 10))
                        .size());
    }

    @Test
    void oldEntriesGo() {
        scheduler.schedule(call("math.sqrt", 9).nextRun(FAR));
        node.advance(Duration.ofMinutes(61));
        Schedule later = scheduler.schedule(call("math.sqrt", 9).nextRun(FAR));
        node.get(Retention.class).run();

        assertEquals(
                List.of(Long.toString(later.id())),
                list(AuditQuery.newest(10)).stream().map(AuditEntry::subject).toList());
    }

    private List<AuditEntry> list(AuditQuery query) {
        return scheduler.audit(query).items();
    }

    private List<AuditEntry> of(Schedule schedule) {
        return list(AuditQuery.of(AuditSubject.SCHEDULE, Long.toString(schedule.id()), 10));
    }

    private List<Act> acts(Schedule schedule) {
        return of(schedule).stream().map(AuditEntry::act).toList();
    }

    private AuditEntry newest(Schedule schedule) {
        return of(schedule).get(0);
    }

    private AuditEntry only(Schedule schedule) {
        List<AuditEntry> entries = of(schedule);
        assertEquals(1, entries.size());
        return entries.get(0);
    }
}
