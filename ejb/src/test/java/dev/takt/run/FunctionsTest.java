package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Arg;
import dev.takt.api.Call;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SEMANTICS, section 6, with functions of an application's own. */
class FunctionsTest {
    private static TaktNode node;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_ECLIPSELINK)
                .with(Reports.class, Short.class, PerRequest.class)
                .start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void jsonBecomesTheParametersTypes() {
        Task task =
                run(call("reports.describe", 7, "1.50", DayOfWeek.MONDAY, LocalDate.of(2026, 11, 22), List.of("a", "b"))
                        .kwarg("extra", Map.of("k", 1)));

        assertEquals("7 1.50 MONDAY 2026-11-22 [a, b] {k=1}", task.resultAs(String.class));
    }

    @Test
    void argumentsBindByNameToo() {
        Task task = run(call("reports.greet").kwarg("to", "Ada").kwarg("times", 2));

        assertEquals("Ada Ada ", task.resultAs(String.class));
    }

    @Test
    void aNumberThatWouldBeRoundedIsRefused() {
        assertEquals(
                "reports.greet: parameter times: int expects a number of type int, was 2.5",
                refusal(call("reports.greet", "Ada", 2.5)));
    }

    @Test
    void anEnumValueThatIsNoneIsRefusedWithTheChoices() {
        String message = refusal(call("reports.describe", 7, "1", "SOMEDAY", "2026-11-22", List.of(), Map.of()));

        assertTrue(message.contains("one of [MONDAY, TUESDAY"), message);
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        String message = refusal(call("reports.describe", 7, "1", "MONDAY", "22.11.2026", List.of(), Map.of()));

        assertTrue(message.contains("parameter day: LocalDate"), message);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        String message = refusal(call("reports.greet", "Ada", 1).kwarg("tiems", 2));

        assertTrue(message.contains("has no parameter tiems; did you mean times?"), message);
    }

    @Test
    void variableArityTakesAnyNumber() {
        assertEquals("9.0", run(call("math.max", 1, 9, 3)).result());
        assertEquals("1.0", run(call("math.max", 1)).result());
        assertEquals(
                "4.0", run(call("math.max", 1).kwarg("others", List.of(3, 4))).result());
    }

    @Test
    void onlyTaskFunctionsCanBeCalled() {
        assertTrue(refusal(call("reports.secret")).startsWith("no live node has a function named reports.secret"));
    }

    @Test
    void aDependentBeanIsMadeForTheCall() {
        assertEquals("\"short\"", run(call("abbreviations.name")).result());
    }

    @Test
    void aRequestIsActiveForEachRunAndEndsWithIt() {
        assertEquals("1", run(call("reports.count")).result());
        assertEquals("1", run(call("reports.count")).result());
    }

    @Test
    void aFunctionThatReturnsNothingSucceedsWithoutResult() {
        Task task = run(call("reports.nothing"));

        assertEquals(TaskState.SUCCEEDED, task.state());
        assertEquals(null, task.result());
    }

    @Test
    void anErrorIsTheFunctionsFailureNotTheWorkers() {
        Task task = run(call("reports.overflow"));

        assertEquals("java.lang.StackOverflowError", task.error().type());
        assertEquals(TaskState.SUCCEEDED, run(call("reports.nothing")).state());
    }

    @Test
    void aRunThatExceedsItsTimeoutIsInterruptedAndFails() {
        try (TaktNode threaded = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK)
                .with(Reports.class, PerRequest.class)
                .threaded()
                .start()) {
            TaskId id = threaded.scheduler().run(call("reports.hang").timeout(Duration.ofMillis(200)));
            threaded.poll();

            Task task = threaded.scheduler().fetch(id, Duration.ofSeconds(20)).orElseThrow();

            assertEquals(TaskState.FAILED, task.state());
            assertEquals("exceeded its timeout of 200 ms", task.error().message());
            assertFalse(task.finishedAt().isBefore(task.startedAt().plusMillis(190)));
        }
    }

    private static Task run(Call call) {
        TaskId id = node.scheduler().run(call);
        node.poll();
        return node.scheduler().find(id).orElseThrow();
    }

    private static String refusal(Call call) {
        var refused = assertThrows(
                ScheduleRejectedException.class, () -> node.scheduler().run(call));
        return refused.problems().get(0).message();
    }

    @Named("reports")
    @ApplicationScoped
    static class Reports {
        @Inject
        PerRequest perRequest;

        @TaskFunction
        public String describe(
                int number,
                @Arg("amount") String amount,
                DayOfWeek weekday,
                LocalDate day,
                List<String> names,
                @Arg("extra") Map<String, BigDecimal> more) {
            return number + " " + amount + " " + weekday + " " + day + " " + names + " " + more;
        }

        @TaskFunction
        public String greet(@Arg("to") String name, int times) {
            return (name + " ").repeat(times);
        }

        @TaskFunction
        public int count() {
            return perRequest.next();
        }

        @TaskFunction
        public void nothing() {
            perRequest.next();
        }

        @TaskFunction
        @SuppressWarnings("InfiniteRecursion")
        public int overflow() {
            return 1 + overflow();
        }

        @TaskFunction
        public void hang() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        public void secret() {
            throw new IllegalStateException("not a function");
        }
    }

    @Dependent
    static class Short {
        @TaskFunction("abbreviations.name")
        public String name() {
            return "short";
        }
    }

    @RequestScoped
    static class PerRequest {
        private int calls;

        int next() {
            return ++calls;
        }
    }
}
