package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.DefaultSchedule;
import dev.takt.api.ScheduleOverdue;
import dev.takt.api.Scheduler;
import dev.takt.api.TaskFunction;
import dev.takt.config.WorkWanted;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The duties that look at many rows: those set aside, those overdue, those that code declares. */
@OnBothDatabases
class SetAsideTest {
    private final Setup setup;
    private final TaktNode node;
    private final Scheduler scheduler;

    SetAsideTest(Setup setup) {
        this.setup = setup;
        node = TaktNode.on(setup).with(Listener.class).start();
        scheduler = node.scheduler();
        Listener.WORK.set(0);
        Listener.OVERDUE.set(0);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatCanBeReadAgainGoesOnAndIsTold() {
        insertBroken(1);
        insertBroken(1);
        node.database().execute("UPDATE takt_schedule SET every = 'PT1H' WHERE id = 2");
        try (Logged logged = new Logged(BrokenSchedules.class)) {
            assertEquals(1, node.get(BrokenSchedules.class).mend());
            assertEquals(List.of("INFO TAKT-206 Schedule 2 can be read again and goes on"), logged.lines());
            assertEquals(1, Listener.WORK.get());

            assertEquals(0, node.get(BrokenSchedules.class).mend());
            assertEquals(1, logged.lines().size());
            assertEquals(1, Listener.WORK.get());
        }
        assertEquals(List.of("1"), node.database().column("SELECT id FROM takt_schedule WHERE broken IS NOT NULL"));
    }

    @Test
    void ofManyTheNextFiveHundredAreLookedAtEachTime() {
        insertBroken(501);
        node.database().execute("UPDATE takt_schedule SET every = 'PT1H' WHERE id = 501");

        BrokenSchedules duty = node.get(BrokenSchedules.class);
        assertEquals(0, duty.mend());
        assertEquals(1, duty.mend());

        node.database().execute("UPDATE takt_schedule SET every = 'PT1H' WHERE id = 2");
        assertEquals(1, duty.mend(), "from the beginning again");
    }

    @Test
    void ofManyThatAreOverdueEachIsFoundOnce() {
        insert(1001, "success_within", "'PT1H'");
        node.advance(Duration.ofHours(1).plusSeconds(1));

        assertEquals(1001, node.get(Overdue.class).run());
        assertEquals(1001, Listener.OVERDUE.get());
        assertEquals(0, node.get(Overdue.class).run());
    }

    @Test
    void aScheduleIsOverdueOnlyAfterItsTimeIsOver() {
        scheduler.schedule(call("math.sqrt", 9).daily().successWithin(Duration.ofHours(1)));
        node.database()
                .execute("UPDATE takt_schedule SET created_at = TIMESTAMP WITH TIME ZONE '2099-01-01 00:00:00+00'");

        assertEquals(0, node.get(Overdue.class).run());
    }

    @Test
    void declarationsAreMadeByNameAndWhatIsRefusedOrOddIsTold() {
        try (Logged logged = new Logged(DefaultSchedulesAtStart.class);
                TaktNode declaring =
                        TaktNode.on(setup, node.database()).with(Reports.class).start()) {
            assertEquals(
                    List.of(
                            "INFO TAKT-109 @DefaultSchedule reports.audit of reports.audit: hook: nobody observes"
                                    + " hooks.printResults on this node; did you mean hooks.printResult?",
                            "SEVERE TAKT-110 @DefaultSchedule never of reports.bad is refused: cron: cron expression"
                                    + " \"0 0 31 2 *\": can never match: no such date exists"),
                    logged.lines());
            assertEquals(
                    List.of("reports.audit", "reports.close"),
                    node.database().column("SELECT name FROM takt_schedule ORDER BY id"));
            assertTrue(declaring.scheduler().find("reports.close").isPresent());
        }
    }

    private void insertBroken(int rows) {
        insert(rows, "schedule_type, every, broken", "'E', 'often', 'every: was often'");
    }

    private void insert(int rows, String columns, String values) {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, " + columns + ") VALUES "
                        + IntStream.range(0, rows)
                                .mapToObj(i -> "('math.sqrt', '9', " + values + ")")
                                .collect(Collectors.joining(", ")));
    }

    /** Counts what it hears. */
    @ApplicationScoped
    static class Listener {
        static final AtomicInteger WORK = new AtomicInteger();
        static final AtomicInteger OVERDUE = new AtomicInteger();

        void work(@Observes WorkWanted event) {
            WORK.incrementAndGet();
        }

        void overdue(@Observes ScheduleOverdue event) {
            OVERDUE.incrementAndGet();
        }
    }

    /** Functions with schedules of their own, one of them odd and one wrong. */
    @ApplicationScoped
    static class Reports {
        @TaskFunction
        @DefaultSchedule(cron = "0 3 * * *")
        public void close() {}

        @TaskFunction
        @DefaultSchedule(name = "never", cron = "0 0 31 2 *")
        public void bad() {}

        @TaskFunction
        @DefaultSchedule(cron = "0 4 * * *", hook = "hooks.printResults")
        public void audit() {}
    }
}
