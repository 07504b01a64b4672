package dev.takt.semantics;

import static dev.takt.api.Call.call;
import static dev.takt.api.TaskState.FAILED;
import static dev.takt.api.TaskState.SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Hook;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 11, line by line: what is on purpose not as in Django-Q. */
@OnBothDatabases
class Section11UnlikeDjangoQTest extends SemanticsTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    Section11UnlikeDjangoQTest(Setup setup) {
        super(TaktNode.on(setup).with(Shop.class).start());
        Shop.HEARD.clear();
    }

    @Test
    void oneBadRowStopsNothing() {
        node.database().execute("INSERT INTO takt_schedule (func, args, schedule_type) VALUES ('math.sqrt', '[', 'D')");
        Schedule sound = scheduler.schedule(everyMinute());
        node.poll();

        assertEquals(SUCCEEDED, only(sound).state());
    }

    @Test
    void cronCatchesUp() {
        Schedule schedule =
                scheduler.schedule(call("math.sqrt", 9).cron("0 12 * * *").nextRun(now().minus(Duration.ofDays(10))));
        node.poll();

        assertTrue(tasks(schedule).size() >= 10);
    }

    @Test
    void dayTypesKeepTheirWallTimeOverDst() {
        Instant before = LocalDateTime.of(2026, 3, 27, 9, 0).atZone(AMSTERDAM).toInstant();
        Schedule schedule = scheduler.schedule(
                call("math.sqrt", 9).daily().zone("Europe/Amsterdam").nextRun(before));
        node.poll();

        assertTrue(tasks(schedule).size() > 200, "over both changes of clocks");
        assertTrue(slots(schedule).stream()
                .allMatch(slot -> slot.atZone(AMSTERDAM).toLocalTime().equals(LocalTime.of(9, 0))));
    }

    @Test
    void theSlotsOfABacklogRunAtOnceNotOnePerPass() {
        Schedule schedule = scheduler.schedule(everyMinute());
        node.advance(Duration.ofMinutes(5));
        node.poll();

        assertEquals(6, tasks(schedule, SUCCEEDED).size());
    }

    @Test
    void thereAreNoEndlessRetries() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", -1).hourly());
        node.poll();
        passes(Duration.ofMinutes(50));

        Task task = only(schedule);
        assertEquals(FAILED, task.state());
        assertEquals(1, task.failures());
    }

    @Test
    void hooksAreCalledOncePerTaskAndForUnsavedSuccessesToo() {
        scheduler.schedule(call("math.sqrt", 9).hourly().hook("shop.heard").save(false));
        scheduler.run(call("math.sqrt", -1).hook("shop.heard").maxAttempts(2).retryDelay(Duration.ofSeconds(1)));
        node.poll();
        passes(Duration.ofSeconds(2));

        assertEquals(List.of("SUCCEEDED", "FAILED"), Shop.HEARD);
    }

    @Test
    void functionArgumentsAndHookAreCheckedOnCreation() {
        assertEquals(List.of("func"), fieldsRefused(call("math.sqroot", 9).daily()));
        assertEquals(List.of("args"), fieldsRefused(call("math.sqrt", "nine").daily()));
        assertEquals(
                List.of("kwargs"),
                fieldsRefused(call("math.sqrt", 9).kwarg("root", 2).daily()));
        Schedule unheard = scheduler.schedule(call("math.sqrt", 9).daily().hook("hooks.printresult"));
        assertEquals(
                List.of("hook: nobody observes hooks.printresult on this node; did you mean hooks.printResult?"),
                unheard.warnings());
    }

    @Test
    void kwargsAreNeverEvaluated() {
        String code = "__import__('os').system('true') + 1 + 1";
        Schedule schedule =
                scheduler.schedule(call("shop.echo").kwarg("text", code).hourly());
        node.poll();

        assertEquals(code, only(schedule).resultAs(String.class));
        assertEquals(
                List.of("kwargs"),
                fieldsRefused(call("shop.echo").set("kwargs", "{'text': 1 + 1}").daily()));
    }

    @Test
    void namesAreUniqueInTheDatabase() {
        scheduler.schedule(everyMinute().name("one"));

        assertEquals(List.of("name"), fieldsRefused(everyMinute().name("one")));
        assertThrows(
                IllegalStateException.class,
                () -> node.database().execute("INSERT INTO takt_schedule (name, func) VALUES ('one', 'math.sqrt')"));
    }

    @Test
    void catchUpIsPerSchedule() {
        Schedule each = scheduler.schedule(everyMinute().catchUp(true));
        Schedule one = scheduler.schedule(everyMinute().catchUp(false));
        passes(Duration.ofMinutes(3));

        assertEquals(4, tasks(each).size());
        assertEquals(1, tasks(one).size());
    }

    @Test
    void aNewCronWaitsForItsFirstSlot() {
        Schedule schedule = scheduler.schedule(call("math.sqrt", 9).cron("* * * * *"));
        node.poll();

        assertEquals(List.of(), tasks(schedule));
        assertTrue(schedule.nextRun().isAfter(now().minusSeconds(1)));
        assertEquals(0, schedule.nextRun().getEpochSecond() % 60);
        passes(Duration.ofMinutes(1));
        assertTrue(tasks(schedule).size() >= 1);
    }

    @Test
    void aNewCronMadeByHandWaitsForItsFirstSlotToo() {
        node.database()
                .execute("INSERT INTO takt_schedule (func, args, schedule_type, cron)"
                        + " VALUES ('math.sqrt', '9', 'C', '0 12 * * *')");
        node.poll();
        Schedule schedule = scheduler.find(1).orElseThrow();

        assertEquals(List.of(), tasks(schedule));
        assertTrue(schedule.nextRun().isAfter(now()));
        assertTrue(
                schedule.nextRun().toString().endsWith("T12:00:00Z"),
                schedule.nextRun().toString());
        assertEquals(-1, schedule.repeats());
    }

    private List<String> fieldsRefused(Call call) {
        return assertThrows(ScheduleRejectedException.class, () -> scheduler.schedule(call)).problems().stream()
                .map(Problem::field)
                .toList();
    }

    /** An application of its own. */
    @ApplicationScoped
    static class Shop {
        static final List<String> HEARD = new CopyOnWriteArrayList<>();

        @TaskFunction("shop.echo")
        public String echo(String text) {
            return text;
        }

        void heard(@Observes @Hook("shop.heard") TaskFinished finished) {
            HEARD.add(finished.task().state().name());
        }
    }
}
